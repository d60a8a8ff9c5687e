"""What an agency's own template may name."""

from __future__ import annotations

# What a template may name: the frame of the paper, then what the case says (documents.context).
NAMES = frozenset({
    "superior", "issuer", "number", "place_date", "mark", "type_name", "subject", "addressees",
    "grounds", "recipients", "authority", "signer_title", "signer_name", "party", "verb", "post",
    "matter", "press", "governing", "title", "name", "birth", "ethnicity", "hometown", "present",
    "degree", "theory", "press_card", "term", "procedure", "effective", "opinions", "votes",
    "asked", "form", "breach", "deciding", "blank", "about", "complained", "resolution",
    "resolution_why", "finding", "ground", "path", "ballot", "review", "reviewed_on", "differing",
    "silent", "opinion_counts", "sex", "joined", "certificate", "planned", "services",
    "disciplines", "proceedings", "absences", "ratings", "dossier", "papers_held", "papers_lacking",
    "meeting", "by_council", "members", "chair", "secretary", "meeting_title", "meeting_day",
    "summons_by", "summons_days", "summons_time", "may_ask_without", "attendance", "slip",
    "issuer_name", "answer",
})  # fmt: skip
