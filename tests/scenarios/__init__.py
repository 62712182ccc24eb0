"""Stories of job searches, each a folder: the mails as .eml, and `story.toml` with what happens when, and what follows.

A step names an instant in the user's zone. What it delivers arrives then; then one pass is made, and its expectations
are compared. `drafts` lists what was drafted in that pass as "rule to address" and must be complete; `held` lists
"rule: gate" that must be among what is held back; `stages` gives stages of applications, `user` what the user does with
what lies in Drafts after the pass.
"""
