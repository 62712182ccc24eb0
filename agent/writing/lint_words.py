"""The words the lint looks for, in English, German and French, as regular expressions.

Literal tables only. All are matched as whole words in any capitals; the sources are the etiquette's sections 3.1–3.3.
"""

from __future__ import annotations

ATTACHMENT = (
    r"attach(?:ed|ment|ments|ing)?", r"enclos(?:ed|ing|ure)", r"my cv is below", r"anbei", r"im anhang", r"beigefügt",
    r"angehängt", r"ci-joints?", r"pi[eè]ces? jointes?",
)  # fmt: skip

PRESSURE = (
    r"asap", r"urgent(?:ly)?", r"as soon as possible", r"you promised", r"as (?:you )?promised", r"still waiting",
    r"(?:haven['’]t|have not) heard back despite", r"i must insist", r"i insist", r"i need to hear",
    r"i need to know by", r"why (?:haven['’]t|have) you", r"why (?:is it|does it) tak(?:e|ing)",
    r"by (?:close|end) of business", r"immediately", r"overdue", r"reply by", r"dringend", r"umgehend",
    r"so bald wie möglich", r"sobald wie möglich", r"schnellstmöglich", r"wie versprochen", r"warte (?:immer )?noch",
    r"d[eè]s que possible", r"au plus vite", r"comme promis", r"j['’]attends toujours", r"dans les plus brefs délais",
)  # fmt: skip

PRESSURE_MILD = (
    r"at your earliest convenience",
    r"at the earliest",
    r"prompt (?:reply|response)",
    r"zeitnah",
    r"rapidement",
)

DEADLINE = (r"deadlines?", r"fristen?", r"date limite", r"d[ée]lai de r[ée]ponse")
"""Pressure, but where an offer has one."""

ACCEPTANCE = (
    r"i (?:hereby |gladly |happily |formally )?accept", r"(?:happy|glad|pleased|delighted|like|want) to accept",
    r"(?:am|be) accepting", r"i (?:will|['’]ll) (?:take|accept) (?:it|the|your)", r"my acceptance",
    r"nehme (?:ich )?(?:es|das|ihr|dein|euer)\w*(?: angebot)? (?:gerne? |hiermit )*an", r"(?:meine )?zusage",
    r"j['’]accepte", r"accepter (?:votre|ton|l['’])",
)  # fmt: skip
"""What only the user can say to an offer."""

DESPERATION = (
    r"desperate(?:ly)?", r"(?:really|badly) need (?:this|the|a) (?:job|role|position)", r"any job",
    r"(?:i )?beg(?:ging)?", r"last (?:hope|chance)", r"please give me a chance", r"if i (?:don['’]t|do not) get this",
    r"verzweifelt", r"brauche diesen job", r"désespéré(?:e)?", r"je vous en supplie",
)  # fmt: skip

DESPERATION_MILD = (r"dream job", r"dream company", r"perfect fit", r"traumjob", r"emploi de mes rêves")

FILLER = (
    r"just checking in", r"checking in", r"just following up", r"just circling back", r"circling back",
    r"circle back", r"bumping this", r"bump this", r"touching base", r"touch base", r"just wanted to check",
    r"float(?:ing)? this", r"wollte nur mal nachfragen", r"je me permets de relancer",
)  # fmt: skip

BLAME = (
    r"(?:notice|noticed|see|seen) (?:that )?you (?:haven['’]t|have not|never)",
    r"you (?:haven['’]t|have not|never|didn['’]t|did not) (?:respond|repl|answer|g[eo]t back|call|written|write)\w*",
    r"(?:second|third|fourth) time i(?:['’]m| am| have|['’]ve)? (?:writ|contact|ask)\w*",
    r"no(?:body| one) (?:has )?(?:replied|answered)", r"you said \w+ and (?:it is|it['’]s)",
    r"(?:ignored|ignoring) (?:me|my)", r"been (?:ignored|ghosted)", r"disappointing that",
    r"lack of (?:response|communication)", r"zum (?:zweiten|dritten) mal",
    r"sie haben (?:sich )?(?:noch )?(?:immer )?nicht (?:gemeldet|geantwortet)",
    r"vous n['’]avez (?:toujours )?pas répondu",
)  # fmt: skip

MONEY = (
    r"salar(?:y|ies)", r"pay(?: rise| range| scale|check|cheque)", r"wages?", r"compensation", r"remuneration",
    r"bonus(?:es)?", r"benefits (?:package|plan)", r"pensions?", r"401\(?k\)?", r"holiday entitlement", r"visas?",
    r"(?:visa )?sponsorship", r"work permit", r"relocation (?:package|costs?)", r"gehalt(?:svorstellung)?",
    r"vergütung", r"urlaubsanspruch", r"visum", r"salaire", r"rémunération", r"prétentions salariales",
)  # fmt: skip

OTHER_OFFER = (
    r"(?:another|other|competing|second|rival|better|several|multiple|outside) (?:job )?offers?",
    r"offers? (?:from|elsewhere|in hand)", r"(?:have|received|got|hold|holding|had) an? (?:\w+ )?offer",
    r"been offered", r"other (?:companies|employers|processes|opportunities)", r"anderes angebot",
    r"weitere angebote", r"angebot von", r"autre (?:offre|proposition)", r"une offre de",
)  # fmt: skip

THREAT = (
    r"complain(?:t|ts|ed|ing)?", r"legal(?:ly)?", r"lawyers?", r"solicitors?", r"attorneys?", r"sue|suing",
    r"tribunal", r"ombudsman", r"gdpr", r"unlawful", r"against the law", r"the law", r"employment standards",
    r"equality act", r"glassdoor", r"discriminat\w+", r"name and shame", r"public review", r"beschwerde",
    r"rechtlich", r"anwalt", r"dsgvo", r"plainte", r"avocat", r"juridique",
)  # fmt: skip

REQUEST = (
    r"could you",
    r"would you",
    r"can you",
    r"please",
    r"let me know",
    r"bitte",
    r"könnten sie",
    r"pourriez-vous",
)
"""What a final note does not say."""

PLACEHOLDER = (
    r"\[[^\]\n]*\]|\{[^}\n]*\}|\{\{|\}\}|\{%|%\}|<[A-Za-z][^>\n]*>|\bTODO\b|\bTBC\b|\bXX+\b|_{3,}|\bLorem ipsum\b"
)

VENDORS = frozenset({
    "breezy.hr", "greenhouse.io", "lever.co", "personio.de", "pinpointhq.com", "teamtailor.com", "workable.com",
})  # fmt: skip
"""Makers of applicant systems: people work there, but most mail from there is relayed for somebody else."""
