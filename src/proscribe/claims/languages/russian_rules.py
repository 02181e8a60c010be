"""What Russian sentences claim: rules over masked sentences, whose words are inflected."""

from __future__ import annotations

import re

from proscribe.claims.rulebook import RuleSet
from proscribe.claims.rules import Rule
from proscribe.claims.wording import Wording
from proscribe.model.claim import ClaimType, DateRole, Modality

_CLAUSE = re.compile(
    r"[;:—«»“”]|, (?:но|а|что|котор\w+|однако|хотя|после|потому|так как|поскольку)\b|\bно\b"
)
_NEGATED = re.compile(r"\b(?:не|ни|нет|никогда|без|отказал\w* от|отрица\w+)\b", re.IGNORECASE)
_CONDITIONAL = re.compile(r"\b(?:если|в случае)\b", re.IGNORECASE)
_POSSIBLE = re.compile(
    r"\b(?:мо(?:жет|гут|жно|г|гла)|возможн\w+|рассматрива\w+|призыва\w+|призвал\w*|"
    r"проси\w+|попроси\w+|требу\w+|"
    r"потребова\w+|предлага\w+|предложи\w+|обсужда\w+|угрожа\w+|пригрози\w+|ли|опаса\w+|"
    r"рекоменд\w+|грозит|хотят|"
    r"хочет|настаива\w+|вероятно|бы)\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:планиру\w+|намерен\w*|собира(?:ет|ют)ся|готов(?:ит|ят)\w*|буд(?:ет|ут)|намеч\w+|"
    r"предстоит)\b",
    re.IGNORECASE,
)
_AIM = re.compile(
    r"\b(?:добива\w+|пыта\w+|иск\w*|обжал\w+|ходатайств\w+|жалоб\w+|апелляци\w+|оспорить|"
    r"оспорил\w*)\b[^.;]{0,60}\Z",
    re.IGNORECASE,
)
_NEAR, _REACH = 24, 120


def read_wording(text: str, start: int) -> Wording:
    """Return how the words before a verb put it.

    Args:
        text: The masked sentence.
        start: Where the verb begins.
    """
    clause = _CLAUSE.split(text[max(0, start - _REACH) : start])[-1]
    modality = Modality.ASSERTED
    if _CONDITIONAL.search(clause):
        modality = Modality.CONDITIONAL
    elif _POSSIBLE.search(clause):
        modality = Modality.POSSIBLE
    elif _PLANNED.search(clause):
        modality = Modality.PLANNED
    return Wording(
        modality=modality,
        negated=_NEGATED.search(clause[-_NEAR:]) is not None,
        aim=_AIM.search(clause) is not None,
    )


def _rule(name: str, words: str, **marks: object) -> Rule:
    return Rule(name=name, words=words, wording=read_wording, **marks)  # type: ignore[arg-type]


_STOP = (
    r"(?:\b(?:за|из-за|котор\w+|котор|поскольку|после|потому|обвин\w+|так как|сообщ\w+|"
    r"заяв\w+|говорится|переда[ёе]т|"
    r"пишет|связанн\w+|для|чтобы|включа\w+|по словам|в связи|в рамках|что|если)\b)"
)
_MANY = rf"(?P<subjects>(?:(?!{_STOP})[^.;:]){{1,200}})"
_FEW = rf"(?P<subjects>(?:(?!{_STOP})[^.;:]){{1,160}}?)"
_ONE = r"[«\"]?{X}[»\"]?(?: \([^)]{1,50}\))?"
_ONES = rf"(?P<subjects>{_ONE}(?:(?:,| и| а также|, а также) (?:[а-яё-]+ ){{0,3}}?{_ONE}){{0,12}})"
_ASIDE = r"(?:,[^,.;]{2,80},)?"
_SOON = (
    r"(?:(?: (?:также|уже|ранее|позже|впервые|ещё|еще|в|с|со|на|года?|году|{T}|тогда|"
    r"затем|сейчас|теперь|по-прежнему|тоже|были|был|была|было|не|будут|будет|могут|"
    r"может|быть|планируется)){0,7})"
)
_SUCH = (
    r"(?:(?!(?:лучш|крупнейш|богатейш|игрок|гост|самых|котировальн|кандидат|участник|"
    r"номинант|рекомендован|приглаш|желаем|наследи)\w*)[\w’«»-]+ ){0,4}?"
)
_NOT_SUCH = (
    r"(?! (?:лучших|крупнейших|богатейших|самых|игроков|гостей|Forbes|участников|"
    r"кандидатов|приглаш\w+|работодател\w+|системообразующ\w+|бумаг|акций|котировальн\w+))"
)
_LIST = rf"(?:{_SUCH}(?:{{A}} )?(?:{{L}}|спис(?:ок|ка|ке|ки|ком|ков)\b{_NOT_SUCH}|реестр\w*))"
_INTO = rf"(?:в|во) (?:свой |свои )?{_LIST}(?: {{A}})?"
_PUT = (
    r"(?:внес(?:ли|ла|ло|ти|ены|ена|ено|ен)?|внёс|внес[её]н\w*|вносит|вносят|"
    r"включ(?:ил\w*|ает|ают|ен\w*|ён\w*|ить|ит|ат)|добав(?:ил\w*|ляет|лен\w*|ить)|"
    r"занес\w*|занёс|помест\w+|попал\w*|попадёт|попадет|оказал\w*)"
)
_SANCTIONS = (
    r"(?:(?:нов\w+|экономическ\w+|блокирующ\w+|персональн\w+|торгов\w+|"
    r"дополнительн\w+|секторальн\w+|свои|очередн\w+|ограничительн\w+|\d+-й|"
    r"пакет\w*) )*(?:санкци\w+|ограничени\w+|ограничительн\w+ мер\w*)"
)
_LISTED = (
    _rule("puts on a list", rf"\b(?P<verb>{_PUT}) {_FEW} {_INTO}"),
    _rule("into a list was put", rf"\b{_INTO}{_SOON} (?P<verb>{_PUT}) {_MANY}"),
    _rule("puts on a list, list first", rf"\b(?P<verb>{_PUT}) {_INTO},? {_MANY}"),
    _rule("is put on a list", rf"{_ONES}{_ASIDE}{_SOON} (?P<verb>{_PUT}){_SOON} {_INTO}"),
    _rule(
        "came under sanctions",
        rf"{_ONES}{_ASIDE}{_SOON} (?P<verb>попал\w*|подпал\w*|оказал\w*|подпада\w+) под "
        rf"{_SANCTIONS}",
    ),
    _rule(
        "under sanctions came",
        rf"\b[Пп]од {_SANCTIONS}(?: {{A}})?{_SOON} (?P<verb>попал\w*|подпал\w*|оказал\w*) {_MANY}",
    ),
    _rule(
        "sanctions against",
        rf"\b(?P<verb>вв[её]л\w*|ввод(?:ит|ят|ила|или|ил)|введен\w*|введён\w*|ввести|"
        rf"введ[её]т|наложи\w+|наклады\w+|объяви\w+|расшири\w+|приня\w+|утверд\w+|вводила?|"
        rf"вводили)(?: [^.;«]{{0,50}}?)?{_SANCTIONS} (?:против|в отношении|на|для) {_MANY}",
    ),
    _rule(
        "sanctions were imposed",
        rf"\b{_SANCTIONS} (?:против|в отношении|на) {_FEW}{_SOON} (?P<verb>введен\w*|"
        rf"введён\w*|ввел\w*|ввёл|наложен\w*|наложил\w*|действу\w+)",
    ),
    _rule(
        "against whom sanctions",
        rf"\b(?:[Пп]ротив|[Вв] отношении) {_FEW}{_SOON} (?P<verb>введен\w*|введён\w*|"
        rf"наложен\w*|действу\w+|вв[её]л\w*) {_SANCTIONS}",
    ),
    _rule(
        "remains listed",
        rf"{_ONES}{_ASIDE}{_SOON} (?P<verb>оста[её]тся|остаются|оста[лё]\w+|находит?ся|"
        rf"находятся|значит?ся|числит?ся|фигурирует|состоит) (?:по-прежнему )?(?:под "
        rf"{_SANCTIONS}|(?:в|во) {_LIST})",
    ),
    _rule(
        "under sanctions remains",
        rf"{_ONES}{_ASIDE} под {_SANCTIONS}(?: {{A}})?{_SOON} (?P<verb>находит?ся|находятся|"
        rf"состоит|оста[её]тся)",
    ),
    _rule(
        "together with",
        rf"\b(?P<verb>попал\w*|внес\w+|включ\w+|добав\w+) (?:[^.;]{{0,60}}? )?"
        rf"(?:под {_SANCTIONS}|{_INTO})[^.;]{{0,60}}? вместе с {_MANY}",
    ),
    _rule(
        "is sanctioned",
        rf"{_ONES} (?P<verb>был\w* признан\w*|признан\w*) (?:китайск\w+ )?военн\w+ компани\w+",
    ),
)
_OFF = (
    r"(?:исключ(?:ил\w*|ает|ают|ён\w*|ен\w*|ить|ит|ат)|удал(?:ил\w*|ён\w*|ен\w*|яет|ить)"
    r"|вычеркну\w+|убра(?:л\w*|н\w*|ть)|вывел\w*|выве[дл]\w+)"
)
_FROM = rf"из (?:своего )?{_LIST}(?: {{A}})?"
_DELISTED = (
    _rule("takes off a list", rf"\b(?P<verb>{_OFF}) {_FEW} {_FROM}"),
    _rule("takes off, list first", rf"\b(?P<verb>{_OFF}) {_FROM} {_MANY}"),
    _rule("is taken off", rf"{_ONES}{_ASIDE}{_SOON} (?P<verb>{_OFF}){_SOON} {_FROM}"),
    _rule(
        "lifts sanctions",
        rf"^(?!.*(?:{{K}}|\bсуд\b)).*?\b(?P<verb>снял\w*|сняты|снимает|снимут|снять|"
        rf"отменил\w*|отменяет|отменить|отменены|приостановил\w*) {_SANCTIONS} (?:против|с|"
        rf"со|в отношении) {_MANY}",
    ),
    _rule(
        "sanctions lifted",
        rf"\b[Сс](?:о)? {_FEW}{_SOON} (?P<verb>снял\w*|сняты|снимут) {_SANCTIONS}",
    ),
    _rule(
        "sanctions, lifted",
        rf"\A[Сс](?:о)? {_FEW} {_SANCTIONS}{_SOON} (?P<verb>снял\w*|сняты|снимут)",
    ),
)
_WHO = (
    r"(?:граждан\w+|компани\w+|инвестор\w+|лиц\w*|организаци\w+|банк\w+|физлиц\w*|"
    r"американц\w+|поставщик\w+|юрлиц\w*|резидент\w+|{G})"
)
_BOUND = (
    rf"(?P<bound>(?:(?:[Аа]мериканск\w+|[Ее]вропейск\w+|[Бб]ританск\w+|всем|любым|"
    rf"{{A}}) )*{_WHO}(?: (?:и|или) {_WHO})?(?: (?:из )?{{A}})?)"
)
_PROHIBITED = (
    _rule(
        "are forbidden",
        rf"\b{_BOUND}{_SOON} (?P<verb>запрещ\w+|запретил\w*|нельзя|не (?:могут|смогут|"
        rf"вправе|имеют права))(?P<subjects>[^.;]{{0,100}})",
        role=DateRole.EFFECTIVE,
        loose=True,
        negated=False,
    ),
    _rule(
        "forbids",
        rf"\b(?P<verb>запре(?:тил\w*|щает|щают|щено|щены)) {_BOUND}(?P<subjects>[^.;]{{0,110}})",
        role=DateRole.EFFECTIVE,
        loose=True,
    ),
    _rule(
        "dealings are forbidden",
        r"\b(?:операци\w+|сделк\w+|инвестици\w+|экспорт|поставк\w+|торговля)"
        r"\b(?P<subjects>[^.;]{0,60}?) (?P<verb>запрещ\w+)",
        role=DateRole.EFFECTIVE,
        loose=True,
    ),
    _rule(
        "dealings with it",
        r"\b(?P<verb>запрещ[еа]\w+) (?:любые |все |всякие )?(?:операци\w+|сделк\w+|"
        r"инвестици\w+|поставк\w+)(?P<subjects>[^.;]{0,60})",
        role=DateRole.EFFECTIVE,
        loose=True,
    ),
    _rule(
        "assets are frozen",
        rf"\b(?:актив\w*|счета|средства|имущество|собственность)"
        rf"\b(?P<subjects>[^.;]{{0,60}}?){_SOON} (?P<verb>заморожен\w*|блокир\w+|"
        rf"замораж\w+|заблокирован\w*|подлежат (?:заморозке|блокировке))",
        role=DateRole.EFFECTIVE,
        loose=True,
    ),
    _rule(
        "freezes assets",
        r"\b(?P<verb>замороз\w+|заблокир\w+|заморажива\w+) (?:все )?(?:актив\w*|счета|"
        r"средства|имущество)(?P<subjects>[^.;]{0,80})",
        role=DateRole.EFFECTIVE,
        loose=True,
    ),
    _rule(
        "needs a licence",
        r"\b(?P<verb>(?:требуется|необходима|нужна|понадобится|потребуется|обязаны "
        r"получ\w+|должны получ\w+)[^.;]{0,20}? лицензи\w+)(?P<subjects>[^.;]{0,80})",
        loose=True,
        dated=False,
    ),
    _rule(
        "ban takes effect",
        r"\b(?:запрет|ограничени\w+|санкци\w+|эмбарго)\b[^.;]{0,40}? (?P<verb>вступ\w+ в силу)",
        role=DateRole.EFFECTIVE,
    ),
)
_SELL = (
    r"(?:продать|продажи|продажу|избавиться|распродать|реализовать|закрыть позици\w+|вывести|выйти)"
)
_DIVEST = (
    _rule(
        "must sell by",
        rf"\b(?P<verb>обязан\w*|должн\w+|необходимо|предписан\w*|предписал\w*|потребова\w+|"
        rf"требует\w*|разреш\w+|могут|вправе|дал\w*|срок) "
        rf"[^.;]{{0,40}}?\b{_SELL}(?P<subjects>[^.;]{{0,80}}?) (?:до|к|не позднее|по) "
        rf"(?P<date>{{T}})",
        role=DateRole.DEADLINE,
        loose=True,
        aims=True,
    ),
    _rule(
        "by a day must sell",
        rf"\b(?:[Дд]о|[Кк]|[Нн]е позднее) (?P<date>{{T}})[^.;]{{0,40}}? (?P<verb>обязан\w*|"
        rf"должн\w+|необходимо)[^.;]{{0,30}}? {_SELL}(?P<subjects>[^.;]{{0,80}})",
        role=DateRole.DEADLINE,
        loose=True,
        aims=True,
    ),
)
_COURT = r"(?:(?P<court>{K})|\b[Сс]уд(?:ья)?\b)"
_ENJOINED = (
    _rule(
        "court stays",
        rf"{_COURT}[^.;]{{0,60}}? (?P<verb>приостанов\w+|временно (?:заблокир\w+|запрет\w+|"
        rf"отмен\w+|сня\w+)|заблокировал\w*|заморозил\w*)(?P<subjects>[^.;]{{1,140}})",
        loose=True,
    ),
    _rule(
        "injunction",
        rf"{_COURT}[^.;]{{0,50}}? (?P<verb>(?:вынес\w*|выдал\w*|принял\w*|ввёл|ввел) "
        rf"(?:предварительн\w+|обеспечительн\w+|временн\w+) (?:судебн\w+ )?(?:запрет\w*|"
        rf"мер\w*|постановлени\w+))(?P<subjects>[^.;]{{0,140}})",
        loose=True,
    ),
)
_ANNULLED = (
    _rule(
        "court annuls",
        rf"{_COURT}[^.;]{{0,120}}?\b(?<!временно.)(?P<verb>отменил\w*|аннулировал\w*|"
        rf"признал\w* (?:недействительн\w+|незаконн\w+)|снял\w*)(?P<subjects>[^.;]{{1,140}})",
        loose=True,
    ),
    _rule(
        "court grants the suit",
        rf"{_COURT}[^.;]{{0,60}}? (?P<verb>удовлетворил\w*|встал на сторону)"
        rf"(?P<subjects>[^.;]{{1,140}})",
        loose=True,
    ),
)
_UPHELD = (
    _rule(
        "court dismisses",
        rf"{_COURT}[^.;]{{0,60}}? (?P<verb>отклонил\w*|отказал\w*|отверг\w*|не "
        rf"удовлетворил\w*) (?P<subjects>[^.;]{{1,140}})",
        loose=True,
        aims=True,
    ),
    _rule(
        "court upholds",
        rf"{_COURT}[^.;]{{0,60}}? (?P<verb>оставил\w* (?:в силе|без изменени\w+|санкции)|"
        rf"подтвердил\w*|поддержал\w*)(?P<subjects>[^.;]{{0,140}})",
        loose=True,
    ),
)
_SUED = (
    _rule(
        "brings a suit",
        rf"{_ONES}{_ASIDE}[^.;:«»]{{0,40}}? (?P<verb>пода(?:л|ла|ли|ло|ёт|ет|ют)(?: [\w-]+)"
        rf"{{0,3}}? (?:в суд|во? {{K}}|иск\w*|жалоб\w+|апелляци\w+|заявлени\w+ в суд)|"
        rf"обратил\w*[^.;]{{0,20}} во? (?:суд|{{K}})|судит?ся|обжаловал\w*|оспорил\w*|"
        rf"оспаривает|оспаривают)",
        aims=True,
    ),
)
_LICENCE = (
    _rule(
        "issues a licence",
        r"\b(?P<verb>(?:выдал\w*|выпустил\w*|опубликовал\w*|продлил\w*|издал\w*|"
        r"предоставил\w*|выда[ёе]т)[^.;]{0,30}? лицензи\w+)(?P<subjects>[^.;]{0,100})",
        role=DateRole.UNTIL,
        loose=True,
    ),
    _rule(
        "licence allows",
        r"\b(?P<verb>лицензи\w+[^.;]{0,40}? (?:разреш\w+|позвол\w+))(?P<subjects>[^.;]{0,100})",
        role=DateRole.UNTIL,
        loose=True,
    ),
    _rule(
        "gets a licence",
        r"(?P<subjects>{X})[»]?[^.;]{0,30}? (?P<verb>получил\w*[^.;]{0,30}? лицензи\w+)",
    ),
)
_PENALTY = (
    _rule(
        "agrees to pay",
        r"(?P<subject>{C}|{O}|{G}|{P})[»]?[^.;]{0,40}? (?P<verb>(?:согласил\w* )"
        r"?(?:выплат\w+|заплат\w+|уплат\w+))[^.;]{0,50}?(?P<value>{N})",
    ),
    _rule(
        "fines",
        r"\b(?P<verb>оштрафовал\w*|наложил\w* штраф|назначил\w* штраф)"
        r"(?P<subjects>[^.;]{1,80}?)(?: на)?[^.;]{0,20}?(?P<value>{N})",
    ),
    _rule(
        "is fined",
        r"(?P<subject>{C}|{O}|{G}|{P})[»]?[^.;]{0,30}? (?P<verb>оштрафован\w*|штраф\w*)"
        r"[^.;]{0,30}?(?P<value>{N})",
    ),
)
_EXCHANGE = (
    _rule(
        "exchange removes",
        rf"(?P<agent>{{V}})[^.;]{{0,40}}? (?P<verb>исключ\w+|провед[её]т делистинг|"
        rf"делистинг\w*|проводит делистинг|снимет с торгов|снял\w* с торгов|прекрат\w+ "
        rf"листинг|вычеркн\w+){_MANY}",
    ),
    _rule(
        "is delisted",
        r"\b(?P<verb>делистинг\w*|исключ(?:ены|ен|ит|ат|ил\w*))(?P<subjects>[^.;]{1,100}?)"
        r"(?: (?:с|из) (?:котировальн\w+ списк\w+|{V}|листинга|биржи))",
    ),
    _rule("delisting of", r"\b(?P<verb>делистинг\w*)(?P<subjects>[^.;]{1,100})"),
)
_HALT = (
    _rule(
        "trading halts",
        rf"\b[Тт]орг(?:и|ов|ами|овл[яюи])\b(?P<subjects>[^.;]{{0,100}}?){_SOON} "
        rf"(?P<verb>приостан\w+|останов\w+|прекра\w+)",
        loose=True,
    ),
    _rule(
        "halts trading",
        r"\b(?P<verb>приостан\w+|останов\w+|прекра\w+) торг(?:и|овл[юи])"
        r"\b(?P<subjects>[^.;]{0,100})",
        loose=True,
    ),
)
_SHARES = r"(?:[Аа]кци\w+|[Бб]умаг\w*|[Кк]отировк\w+|[Рр]асписк\w+|[Кк]апитализаци\w+|{S})"
_PRICE_CHANGE = (
    _rule(
        "shares move",
        rf"{_SHARES} [^.;%]{{0,40}}?(?P<subject>{{C}}|{{O}}|{{V}})[^.;%]{{0,90}}?(?P<value>{{R}})",
    ),
    _rule("they move", rf"{_SHARES}(?:(?!{{X}}|{{V}})[^.;%]){{0,60}}?(?P<value>{{R}})"),
)
_PRICE = (
    _rule(
        "shares at a price",
        rf"{_SHARES} [^.;]{{0,40}}?(?P<subject>{{C}}|{{O}}|{{V}})[^.;]{{0,110}}? (?:до|по|на "
        rf"уровне|составил\w*|в) (?P<value>{{N}})",
    ),
    _rule(
        "they cost",
        rf"{_SHARES}(?:(?!{{X}}|{{V}})[^.;]){{0,80}}? (?:до|по|на уровне|составил\w*) "
        rf"(?P<value>{{N}})",
    ),
)
_BECAUSE = r"(?P<because>[^.;]{3,160})"
_REASON = (
    _rule(
        "because of",
        rf"\b(?:санкци\w+|спис\w+|{{L}})[^.;]{{0,120}}?\b(?P<verb>из-за|за (?=поддержк|"
        rf"поставк|участи|помощ|содейств|нарушени|обход|связ|финансир)|в связи с|по "
        rf"причине|за то, что) ?{_BECAUSE}",
    ),
    _rule(
        "reason was",
        rf"\b(?P<verb>[Пп]ричин\w+ (?:стал\w*|назван\w*|названо|послужил\w*)|[Пп]оводом "
        rf"(?:стал\w*|послужил\w*)) {_BECAUSE}",
    ),
)
_DO = (
    r"(?:поставля\w+|помога\w+|поддержива\w+|финансир\w+|участв\w+|наруша\w+|нарушил\w*|"
    r"связан\w*|принадлеж\w+|содейств\w+|причаст\w+|обходи\w+|обеспечива\w+|производ\w+)"
)
_ALLEGATION = (
    _rule(
        "accuses of",
        rf"(?P<agent>{{A}})[^.;]{{0,30}}? (?P<verb>обвинил\w*|обвиня\w+|подозрева\w+|"
        rf"упрекнул\w*) (?P<subjects>[^.;]{{1,60}}?) в(?:о)? {_BECAUSE}",
        modality=Modality.ALLEGED,
    ),
    _rule(
        "says it does",
        rf"(?P<agent>{{A}}),? (?:[^.;,]{{0,30}}?(?:утвержда\w+|считает|заявил\w*|"
        rf"сообщил\w*), что )?,?(?P<subjects>[«]?{{X}}[»]?) (?P<verb>{_DO}){_BECAUSE}",
        modality=Modality.ALLEGED,
    ),
)
_DENIAL = (
    _rule(
        "denies",
        r"(?P<subject>{C}|{P}|{G}|{O})[»]?[^.;]{0,40}? (?P<verb>опроверг\w*|отрица\w+|"
        r"отверг\w*|отверга\w+)",
        aims=True,
    ),
)
RULES: tuple[RuleSet, ...] = (
    (ClaimType.LISTED, ("спис", "sdn", "санкци", "ограничен", "реестр", "военн"), _LISTED),
    (ClaimType.DELISTED, ("спис", "sdn", "санкци"), _DELISTED),
    (
        ClaimType.PROHIBITED,
        (
            "запре",
            "нельзя",
            "не могут",
            "не смогут",
            "вправе",
            "заморо",
            "блокир",
            "лиценз",
            "в силу",
            "замораж",
            "запрещ",
        ),
        _PROHIBITED,
    ),
    (ClaimType.DIVEST_BY, ("прода", "избав", "реализ", "закрыть", "вывести", "выйти"), _DIVEST),
    (ClaimType.ENJOINED, ("приостан", "времен", "заблок", "заморо", "запрет", "мер"), _ENJOINED),
    (
        ClaimType.ANNULLED,
        ("отмен", "аннул", "недейств", "незакон", "снял", "удовлетвор", "сторону"),
        _ANNULLED,
    ),
    (
        ClaimType.UPHELD,
        ("отклон", "отказ", "отверг", "удовлетвор", "остав", "подтверд", "поддерж"),
        _UPHELD,
    ),
    (ClaimType.SUED, ("суд", "иск", "жалоб", "апелл", "обжал", "оспор", "оспар"), _SUED),
    (ClaimType.LICENCE, ("лиценз",), _LICENCE),
    (ClaimType.PENALTY, ("штраф", "плат"), _PENALTY),
    (ClaimType.EXCHANGE_REMOVED, ("делист", "исключ", "торгов", "листинг"), _EXCHANGE),
    (ClaimType.TRADING_HALT, ("торг",), _HALT),
    (ClaimType.PRICE_CHANGE, ("%", "процент"), _PRICE_CHANGE),
    (ClaimType.PRICE, ("акци", "бумаг", "котиров", "расписк"), _PRICE),
    (ClaimType.REASON, ("за ", "из-за", "причин", "повод", "в связи"), _REASON),
    (
        ClaimType.ALLEGATION,
        (
            "обвин",
            "подозр",
            "утвержд",
            "поставля",
            "помога",
            "счита",
            "поддерж",
            "финанс",
            "связан",
        ),
        _ALLEGATION,
    ),
    (ClaimType.DENIAL, ("опроверг", "отрица", "отверг"), _DENIAL),
)
