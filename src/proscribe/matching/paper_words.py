"""Words of a line of a portfolio that name no company: papers, custody, houses, legal persons."""

from __future__ import annotations

from functools import cache

from proscribe.matching.tables import table

# What the line is, how and where it is kept, and when it settles.
PAPERS = frozenset(
    """
    accrued account acct agreement allotment american b2b basis basket bearer block blocked bond
    bonds bonus book borrow borrowed bskt bull bear buy call calls cash cbbc cert certificate
    certificates certs cfd cfds closed collateral common conv convertible converted corporate
    coupon cover cum currency custody cv dated debenture delisted deliv deliverable delivery
    delta deposit derivative discount div dividend dividends doc duplicate elc eln elns equity
    escrow european ex exch exchange exercise expiry fixed float floating forward forwards
    free frozen fully fund fut future futures fwd gtd guaranteed guar index interim invest
    invested issue issued jan feb mar apr may jun jul aug sep sept oct nov dec january february
    march april june july august september october november december leg lent linked listed
    line lien loan loaned long lot lots main margin maturity memo month months mtn ncd
    nil nominal nominee nominees note notes npv odd old omnibus option options opt otc paid
    paper par participation partly pending perp perpetual physical placement placing pledged
    pnote pnotes pool portfolio position pos previously prompt provisional put puts qty quoted
    receivable recall redeemable ref regd regs related renounceable repo restricted reverse
    right rights roll rolled round rt rts rule safekeeping sale scrip secured securities
    security segregated senior settle settled settlement short sold special split spot
    spread stock strike structured strip sub subordinated subscription suspended swap swaps
    temp temporary term tranche transfer transit trs turbo underlying unlisted unquoted unsec
    unsecured unsettled usd eur gbp hkd cnh cny rmb jpy sgd aud cad chf var variable
    voting vs war warr warrant warrants wht when wi with withdrawn wrt wt wts year
    connect northbound southbound cln clns hkse sehk hkex nyse nasdaq lse sse szse xhkg
    hd yc dl eo ls zero day days date value sedol isin cusip ticker sec shr shrs new
    """.split()  # noqa: SIM905
)
# Banks and brokers that write warrants and notes on others' shares, or keep them.
HOUSES = frozenset(
    """
    barclays barc bnp bnpp paribas bny mellon boci cicc citi citibank citic citigroup clsa cmbi
    commerzbank credit cs cssu daiwa deutsche db euroclear clearstream clstrm goldman gs gsi sachs
    guotai haitong hsbc huatai ing interactive ib ibkr jpm jpmorgan jp jefferies julius baer kgi
    leonteq macquarie mbl merrill lynch mizuho ml boa bofa ms msci morgan stanley natixis nomura
    northern trust optiver pershing raiffeisen rbc saxo schwab scb stanchart societe generale
    socgen sg ssb ubs unicredit vontobel bvontobel zkb cede dtc hkscc ccass
    """.split()  # noqa: SIM905
)
# What a legal person is called besides its name, in the spelling of keys.
LEGAL = frozenset(
    """
    company companies limited corporation incorporated group groups holding holdings hldg hldgs
    parent listco plc llc sa ag nv se jsc pjsc ojsc cjsc
    co corp inc ltd gmbh bv kk pte pty bhd lp llp of the and in on for to by fka formerly
    """.split()  # noqa: SIM905
)
# Where a house of that name sits: says little of another issuer where the name is rare.
SITES = frozenset(
    """
    hk hong kong hongkong china chinese prc cayman bvi beijing shanghai shenzhen us usa uk asia
    hkg chn sz ss sh ch cn singapore kaiman islands islds
    """.split()  # noqa: SIM905
)
# How a market is written behind a name.
VENUES = frozenset("hk hkg hongkong hong kong us cn ch sh sz ss c1 c2".split())  # noqa: SIM905
# Companies that only raise money for others of their name.
RAISERS = frozenset({"finance", "financing", "fin", "funding", "treasury", "issuer"})


@cache
def says_nothing() -> frozenset[str]:
    """Return the words that tell one issuer from another nowhere."""
    return PAPERS | HOUSES | LEGAL | frozenset(table("security_words"))
