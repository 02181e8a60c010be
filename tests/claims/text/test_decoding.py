from __future__ import annotations

import pytest

from proscribe.claims.text.decoding import decode

RUSSIAN = 'Минфин США внес компанию "Ромашка" в санкционный список, сообщили в пятницу чиновники.'
SIMPLE = "公司周五表示，美国国防部将其列入黑名单，投资者必须出售股份。小米集团否认与军方有关。"
FULL = "美國國防部週五將小米列入黑名單，投資人必須出售持股，公司否認與軍方有關。"
FRENCH = "La Société Générale a été condamnée à l’amende, a précisé le ministère."
ARABIC = "\u200fأدرجت شركة Acme\u200e في القائمة."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((RUSSIAN, name) for name in ("cp1251", "koi8-r", "cp866", "utf-8", "utf-16")),
        *((RUSSIAN, name) for name in ("utf-16-le", "utf-16-be", "utf-8-sig")),
        *((SIMPLE, name) for name in ("gb18030", "utf-8", "utf-16")),
        (FULL, "big5hkscs"),
        *((FRENCH, name) for name in ("cp1252", "utf-8")),
        (ARABIC, "utf-8"),
    ],
)
def test_a_text_is_read_in_its_encoding_though_nothing_declares_it(
    text: str, encoding: str
) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("text", "actual", "declared"),
    [
        (RUSSIAN, "utf-8", "windows-1251"),
        (RUSSIAN, "koi8-r", "windows-1251"),
        (RUSSIAN, "cp1251", "iso-8859-1"),
        (SIMPLE, "gb18030", "utf-8"),
        (FRENCH, "utf-8", "iso-8859-1"),
    ],
)
def test_a_wrong_declaration_is_left_aside_and_said(text: str, actual: str, declared: str) -> None:
    found = decode(text.encode(actual), f"text/html; charset={declared}")

    assert found.text == text
    assert [warning for warning in found.warnings if warning.startswith("The file says")]


@pytest.mark.parametrize(
    ("text", "actual", "declared"),
    [
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (SIMPLE, "gbk", "gb2312"),
        (FULL, "big5", "big5"),
        (FRENCH, "cp1252", "iso-8859-1"),
    ],
)
def test_a_right_declaration_needs_no_warning(text: str, actual: str, declared: str) -> None:
    page = f"<html><head><meta charset={declared}></head><p>{text}".encode(actual)

    found = decode(page)

    assert text in found.text
    assert found.warnings == ()


@pytest.mark.parametrize("text", ["MÃ¼nchen", "Xiaomiâ€™s", "РџСЂРёРІРµС‚", "锟斤拷"])
def test_text_garbled_before_is_said_to_be(text: str) -> None:
    (warning,) = decode(text.encode()).warnings

    assert warning.startswith("Characters were garbled before the file was written")


@pytest.mark.parametrize("text", ["München", "Xiaomi’s", "Привет", RUSSIAN, "SÃO PAULO"])
def test_good_text_is_not_called_garbled(text: str) -> None:
    assert decode(text.encode()).warnings == ()


def test_bytes_that_are_no_characters_are_counted() -> None:
    found = decode(b"Caf\xc3\xa9, na\xc3\xafve, " * 10 + b"\xff end")

    assert found.text.endswith("� end")
    assert found.warnings[0].startswith("1 bytes are no characters in utf-8")
