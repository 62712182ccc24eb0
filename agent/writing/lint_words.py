"""The words the lint looks for, in English, German and French, as regular expressions.

Literal tables only. All are matched as whole words in any capitals; the sources are the etiquette's sections 3.1–3.3.
"""

from __future__ import annotations

ATTACHMENT = (
    r"attach(?:ed|ment|ments|ing)?", r"enclos(?:ed|ing|ure)", r"my cv is below",
    r"anbei", r"(?:im|als|in den) anh[aä]nge?n?", r"(?:in der|als) anlage", r"beigefügt\w{0,2}", r"beiliegend\w{0,2}",
    r"angehängt\w{0,2}", r"füge (?:ich )?(?:ihnen |dir )?\w+ (?:lebenslauf|zeugnis\w*|unterlagen) bei",
    r"ci-joint(?:e?s?)", r"pi[eè]ces? jointes?", r"en annexe", r"je joins",
)  # fmt: skip

PRESSURE = (
    r"asap", r"urgent(?:ly)?", r"as soon as possible", r"you promised", r"as (?:you )?promised", r"still waiting",
    r"(?:haven['’]t|have not) heard back despite", r"i must insist", r"i insist", r"i need to hear",
    r"i need to know by", r"why (?:haven['’]t|have) you", r"why (?:is it|does it) tak(?:e|ing)",
    r"by (?:close|end) of business", r"immediately", r"overdue", r"reply by",
    r"dringend\w{0,3}", r"umgehend\w{0,2}", r"unverzüglich", r"sofort(?:ige[nrs]?)?",
    r"so ?(?:bald|schnell) wie möglich", r"schnellstmöglich\w{0,2}", r"baldmöglichst", r"wie (?:versprochen|zugesagt)",
    r"warte (?:immer noch|noch immer|noch)", r"(?:ich )?bestehe darauf", r"ich muss (?:es )?bis \w+ wissen",
    r"warum (?:haben sie|hast du|dauert)", r"überfällig",
    r"d[eè]s que possible", r"au plus (?:vite|tôt)", r"comme promis", r"(?:vous aviez|tu avais) promis",
    r"j['’]attends (?:toujours|encore)", r"dans les (?:plus brefs|meilleurs) délais", r"urgente?s?", r"d['’]urgence",
    r"immédiatement", r"j['’]insiste", r"pourquoi (?:n['’]avez|n['’]as|ne m)", r"sans délai",
)  # fmt: skip

PRESSURE_MILD = (
    r"at your earliest convenience", r"at the earliest", r"prompt (?:reply|response)",
    r"zeitnah\w{0,2}", r"baldige[nrs]? (?:antwort|rückmeldung)",
    r"rapidement", r"prompte réponse", r"réponse rapide",
)  # fmt: skip

DEADLINE = (r"deadlines?", r"frist(?:en)?", r"spätestens", r"date limite", r"délai de réponse", r"au plus tard")
"""Pressure, but where an offer has one."""

DESPERATION = (
    r"desperate(?:ly)?", r"(?:really|badly) need (?:this|the|a) (?:job|role|position)", r"any job",
    r"(?:i )?beg(?:ging)?", r"last (?:hope|chance)", r"please give me a chance", r"if i (?:don['’]t|do not) get this",
    r"verzweifelt\w{0,2}", r"(?:brauche|benötige) (?:diesen|den|die|diese) (?:job|stelle|arbeit)", r"flehe", r"bettle",
    r"letzte (?:chance|hoffnung)", r"irgendeine?n? (?:job|stelle|arbeit)", r"geben sie mir (?:bitte )?eine chance",
    r"désespérée?s?", r"(?:vous|te) (?:en )?supplie", r"derni[eè]re chance", r"dernier espoir",
    r"n['’]importe quel (?:emploi|poste|travail)", r"donnez-moi (?:une|ma) chance",
)  # fmt: skip

DESPERATION_MILD = (
    r"dream job", r"dream company", r"perfect fit",
    r"traum(?:job|stelle|arbeitgeber|unternehmen)", r"perfekt\w{0,2} (?:kandidat\w*|besetzung)",
    r"(?:emploi|poste|entreprise) de mes rêves", r"candidate? idéale?",
)  # fmt: skip

FILLER = (
    r"just checking in", r"checking in", r"just following up", r"just circling back", r"circling back",
    r"circle back", r"bumping this", r"bump this", r"touching base", r"touch base", r"just wanted to check",
    r"float(?:ing)? this",
    r"woll?te (?:mich )?(?:nur )?(?:kurz )?(?:(?:ein)?mal )?(?:kurz )?(?:nachfragen|nachhaken|erkundigen)",
    r"hake (?:ich )?(?:nur )?(?:kurz )?(?:noch ?mals? |noch einmal )?nach", r"bringe mich in erinnerung",
    r"(?:me permets de|voulais|viens) (?:vous |te )?relancer", r"petite relance", r"reviens vers (?:vous|toi)",
)  # fmt: skip

BLAME = (
    r"(?:notice|noticed|see|seen) (?:that )?you (?:haven['’]t|have not|never)",
    r"you (?:haven['’]t|have not|never|didn['’]t|did not) (?:respond|repl|answer|g[eo]t back|call|written|write)\w*",
    r"(?:second|third|fourth) time i(?:['’]m| am| have|['’]ve)? (?:writ|contact|ask)\w*",
    r"no(?:body| one) (?:has )?(?:replied|answered)", r"you said \w+ and (?:it is|it['’]s)",
    r"(?:ignored|ignoring) (?:me|my)", r"been (?:ignored|ghosted)", r"disappointing that",
    r"lack of (?:response|communication)",
    r"zum (?:zweiten|dritten|vierten|wiederholten) mal",
    r"(?:sie|du|ihr) (?:haben|hast|habt) (?:sich |dich |euch |mir |mich )?(?:\w+ ){0,2}nicht (?:gemeldet|geantwortet)",
    r"(?:haben sie|hast du|habt ihr) (?:sich |dich |euch |mir |mich )?(?:\w+ ){0,2}nicht (?:gemeldet|geantwortet)",
    r"nichts von (?:ihnen|dir|euch) gehört", r"(?:mich|mails?) ignoriert", r"enttäuschend",
    r"keine (?:antwort|rückmeldung|reaktion) (?:von ihnen|von dir|erhalten|bekommen)",
    r"(?:vous n['’]avez|tu n['’]as) (?:toujours |encore |jamais )*(?:pas )?(?:répondu|rappelé|donné suite)",
    r"(?:deuxi[eè]me|seconde|troisi[eè]me) fois que je",
    r"(?:toujours|encore) (?:pas|aucune) (?:de )?(?:réponse|nouvelles)",
    r"sans (?:réponse|nouvelles?) de (?:votre|ta) part", r"m['’]avez ignorée?", r"(?:est|trouve) décevant",
)  # fmt: skip

MONEY = (
    r"salar(?:y|ies)", r"pay(?: rise| range| scale|check|cheque)", r"wages?", r"compensation", r"remuneration",
    r"bonus(?:es)?", r"benefits (?:package|plan)", r"(?<!nous )pensions?", r"401\(?k\)?", r"holiday entitlement",
    r"visas?",
    r"(?:visa )?sponsorship", r"work permit", r"relocation (?:package|costs?)",
    r"gehalt\w{0,16}", r"jahresgehalt", r"vergütung\w{0,9}", r"urlaubs(?:anspruch|tage)", r"visum", r"dienstwagen",
    r"arbeitserlaubnis", r"altersvorsorge", r"umzugskosten", r"boni",
    r"salaires?", r"salariale?s?", r"rémunération", r"prétentions", r"permis de travail", r"mutuelle",
)  # fmt: skip

OTHER_OFFER = (
    r"(?:another|other|competing|second|rival|better|several|multiple|outside) (?:job )?offers?",
    r"offers? (?:from|elsewhere|in hand)", r"(?:have|received|got|hold|holding|had) an? (?:\w+ )?offer",
    r"been offered", r"other (?:companies|employers|processes|opportunities)",
    r"(?:andere|weitere|zweite|konkurrierende)[ns]? angebote?n?", r"angebot (?:von|eines anderen|einer anderen)",
    r"angebot (?:vor)?liegt (?:mir )?vor",
    r"(?:mir liegt|habe|hätte|erhielt) (?:bereits |schon )?ein (?:\w+ )?angebot",
    r"anderen? (?:unternehmen|firmen|firma|arbeitgebern?|verfahren)", r"anderweitig\w{0,2} angebot\w{0,2}",
    r"autres? (?:offres?|propositions?|entreprises?|employeurs?|processus|pistes|opportunités)",
    r"une (?:offre|proposition) (?:de la part |ailleurs|d['’]un|d['’]une|d['’]emploi)", r"une offre de",
    r"(?:ai|avoir|reçu|détiens|tiens) une (?:\w+ )?(?:offre|proposition)",
)  # fmt: skip

ACCEPTANCE = (
    r"i (?:hereby |gladly |happily |formally )?accept", r"(?:happy|glad|pleased|delighted|like|want) to accept",
    r"(?:am|be) accepting", r"i (?:will|['’]ll) (?:take|accept) (?:it|the|your)", r"my acceptance",
    r"nehme (?:ich )?(?:es|das|ihr|dein|euer)\w{0,2}(?: angebot)? (?:gerne? |hiermit )*an", r"meine zusage",
    r"(?:ich sage|sage ich) (?:ihnen |dir |gerne? |hiermit )*zu",
    r"j['’]accepte", r"accepter (?:votre|ton|l['’])", r"mon acceptation",
)  # fmt: skip
"""What only the user can say to an offer."""

THREAT = (
    r"complain(?:t|ts|ed|ing)?", r"legal(?:ly)?", r"lawyers?", r"solicitors?", r"attorneys?", r"sue|suing",
    r"tribunal", r"ombudsman", r"gdpr", r"unlawful", r"against the law", r"the law", r"employment standards",
    r"equality act", r"glassdoor", r"discriminat\w+", r"name and shame", r"public review",
    r"beschwer(?:de|den|en|e)", r"rechtlich\w{0,2}", r"(?:rechts)?anw[aä]lt\w{0,4}", r"verklage[n]?", r"dsgvo",
    r"gleichbehandlungsgesetz\w{0,2}", r"diskriminier\w+", r"kununu", r"gesetzlich\w{0,2}",
    r"plaintes?", r"avocate?s?", r"juridiques?", r"prud['’]?hommes", r"rgpd", r"cnil", r"discriminations?",
    r"illégale?s?",
)  # fmt: skip

REQUEST = (
    r"could (?:you|i)", r"would you", r"can you", r"please", r"let me know", r"may i", r"do (?:call|write|tell|let)",
    r"(?:grateful|appreciate it) if",
    r"bitte", r"(?:könnten|würden|können) sie", r"(?:könntest|würdest|kannst) du",
    r"lassen sie (?:mich|es mich) wissen",
    r"lass (?:mich|es mich) wissen", r"sagen sie mir", r"sag mir", r"darf ich",
    r"(?:pourriez|pouvez)-vous", r"(?:pourrais|peux)-tu", r"veuillez", r"merci de (?:me|bien)",
    r"s['’]il (?:vous|te) plaît",
    r"dites-moi", r"dis-moi", r"n['’]hésitez pas", r"n['’]hésite pas", r"(?:faites|fais)-moi",
)  # fmt: skip
"""What a final note does not say."""

ADDRESSED_AS_A_FRIEND = {
    "de": r"(?i:\b(?:du|dich|dir|deine?[mnrs]?|euch|eure?[mnrs]?)\b)",
    "fr": r"(?i:\b(?:tu|te|toi|ton|ta|tes)\b|(?<![\w-])t['’](?=\w))",
}
"""By language, what is said only to those one is familiar with."""

ADDRESSED_AS_A_STRANGER = {
    "de": r"(?<=[a-zäöüß,;] )(?:Sie|Ihnen|Ihre?[mnrs]?)\b",
    "fr": r"(?i:\b(?:veuillez|(?!rendez-vous)\w+ez-vous)\b)",
}
"""What is not said to them; at the beginning of a German sentence it may be "they", and `vous` may be several."""

PLACEHOLDER = (
    r"\[[^\]\n]*\]|\{[^}\n]*\}|\{\{|\}\}|\{%|%\}|<[A-Za-z][^>\n]*>|\bTODO\b|\bTBC\b|\bXX+\b|_{3,}|\bLorem ipsum\b"
)

VENDORS = frozenset({
    "breezy.hr", "greenhouse.io", "lever.co", "personio.de", "pinpointhq.com", "teamtailor.com", "workable.com",
})  # fmt: skip
"""Makers of applicant systems: people work there, but most mail from there is relayed for somebody else."""
