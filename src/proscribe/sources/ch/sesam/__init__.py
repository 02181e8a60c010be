"""How SECO's sanctions database (SESAM) writes its list.

Programmes, targets and places stand beside each other and refer to one another by number
(``ssid``). A target carries its whole history: what changed when, and the state before and
after, which repeats the elements of a target inside it.
"""
