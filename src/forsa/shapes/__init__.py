"""What templates are given: frozen values shaped for one page or one mail, words already chosen.

Sentences of reasons are markup made by `forsa.i18n.reason_sentence`. Fields of forms are kept
as they were typed.
"""
