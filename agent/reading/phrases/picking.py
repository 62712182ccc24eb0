"""What a `<slot>` of a pattern picks out of a text as written, its accents taken off.

Names of companies and people begin with a capital letter or a digit; so do English and German roles. French and Spanish
write roles small: there a role ends where the sentence goes on. Whether what is picked is a name is judged in `facts`.
A word is taken whole or not at all (`*+`, `++`): a sentence made for it could be divided in more ways than there is
time for.
"""

from __future__ import annotations

_CAPITAL = r"[^\W\d_a-zà-öø-ÿ]"
_PROPER = rf"(?:{_CAPITAL}|\d+(?=[^\W\d_])|[a-z]{{1,2}}(?=[A-Z]))[^\s,;:!?()\"“”«»]*+"
_LINKS = r"(?:&|and|of the|of|for|de la|de los|de las|de|du|des|del|di|van|von|et|y|e|\+)\s+|(?:de )?[dl]['’]"
"""What stands small within a name: `Bank of the West`, `Moulin de la Roche`, `Crédit d'Anjou`, `Zorro y Luna`."""

_COMPANY = rf"(?P<company>(?:The\s+)?{_PROPER}(?:\s+(?:{_LINKS})?{_PROPER}){{0,5}}(?:,\s(?:Inc|LLC|Ltd|GmbH)\b\.?)?)"
_ROLE = (
    r"(?P<role>[\"“'«]?(?:[^\W_a-zà-öø-ÿ]|[a-z](?=[A-Z]))[^\s;:!?\"“”]*+(?:[\s/]++(?:[-–—&/|]|(?:of|for|and|to|in|the|on)|"
    r"(?:[^\W_a-zà-öø-ÿ(\[]|[a-z](?=[A-Z]))[^\s;:!?\"“”]*+|[(\[][^()\[\]]{1,30}[)\]])){0,11})"
)

_GOES_ON = (
    r"au|aux|a|al|chez|dans|pour|que|qui|ou|sur|avec|par|nous|vous|je|il|elle|est|sont|etait|sera|fut|ne|n['’]\S+|pas|mais"
    r"|car|afin|ainsi|votre|notre|cette|ce|base|basee|situee?|actuellement|publiee?|propose|suite|vacante?|sous|reference|ref"
    r"|merci|auquel|laquelle|dont|para|con|ha|han|es|fue|no|se|le|te|nos|hemos|por|desde|como|publicad[oa]|ofertad[oa]|dentro"
    r"|ubicad[oa]|queremos|su|tu|cuy[ao]|dado|ya|et (?:nous|vous|je|avons|de|du)|y (?:te|le|nos|hemos|queremos|os|me)"
    r"|en (?:cdi|cdd|alternance|interim|stage|contrat|la|el|las|los|nuestr[ao]s?|est[ae]|tu|su|(?-i:[A-Z]\S*))"
    r"|de (?:notre|nuestr[ao]|la (?:societe|empresa|compania)|l['’](?:entreprise|equipe))"
)
"""Words with which the sentence goes on behind a role."""

_WORD = r"[^\W_](?:[^\s,;:!?()«»\"“”.]|\([a-z]{1,5}\)|\.(?=\w))*+"
_NEXT = rf"(?!(?:{_GOES_ON})(?![^\W_])){_WORD}"
_TITLE = (
    rf"(?P<role>(?i:[\"“«]?\s?{_NEXT}(?:\s+(?:[-–&/|]\s+)?{_NEXT}){{0,7}}"
    r"(?:\s\([HFMXNWD](?:/[HFMXNWD])+\))?))"
)

_HEADING = _TITLE.replace(r"(?P<role>(?i:", rf"(?P<role>(?=[\"“«]?\s?{_CAPITAL})(?i:", 1)

SLOT_PATTERNS = {
    "company": _COMPANY,
    "role": _ROLE,
    "title": _TITLE,
    "heading": _HEADING,
    "requisition": r"(?P<requisition>#?(?=[\w/-]*\d{3})[\w][\w/-]{2,24})",
    "person": rf"(?P<person>{_CAPITAL}[\w'’.-]++(?:\s+{_CAPITAL}[\w'’.-]++){{0,3}})",
}
"""The pattern of each slot; `<title>` is a role in whatever case of letters, `<heading>` one that begins large."""
