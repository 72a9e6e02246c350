"""Every text of the plugin is translated, as a whole, and QGIS's language decides which translation is shown."""

from __future__ import annotations

import ast
import json
import string
from collections import Counter

import pytest

from tools import translations

#: non-literal arguments of tr(); `collect` must see the texts of each, which no test can tell from the source alone
KNOWN = {
    "base.py": {"self.TITLE", "self.SUMMARY", "self.HELP", "self.GROUP", "tag"},
    "engine_texts.py": {"template"},
    "environment.py": {"label", "DATES[name][0]"},
    "models.py": {"parameter.description()"},
    "parameters.py": {
        "setting.help", "setting.label", "setting.unit", "BANDS_HELP", "date.label", "date.help", "further.label",
        "further.help", "output.label", "output.help", "label",
    },
    "products.py": {"measure.label", "shared.BANDS_HELP"},
    "renderers.py": {"name"},
    "styling.py": {"output.label", "output.title or output.label"},
    "texts.py": {"text"},
}


def fields(text: str) -> Counter[str]:
    """Return the replacement fields of a text with their formats, counted."""
    return Counter(f"{name}:{form}" for _, name, form, _ in string.Formatter().parse(text) if name is not None)


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_nothing_is_missing_or_stale(provider, language):
    """The .ts file has the texts of today, each translated; `make translations` makes it so, but for translating."""
    texts, known = set(translations.collect()["mtdn"]), translations.read("mtdn", language)
    assert {text for text in texts if not known.get(text)} == set()
    assert known.keys() - texts == set()


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_hardly_a_text_of_the_engine_is_missing(provider, language):
    """Where the engine has changed a text since they were collected, that one is English."""
    texts, known = translations.collect()["engine"], translations.read("engine", language)
    assert len([text for text in texts if known.get(text)]) > 0.9 * len(texts), "run make translations, and translate"


def translated(language: str) -> dict[str, str]:
    """Return all translations of a language."""
    engine = {source: text for source, text in translations.read("engine", language).items() if text}
    return {**engine, **translations.read("mtdn", language)}


def test_every_place_that_translates_is_known():
    """A new table of texts is seen here, so that :func:`tools.translations.collect` is made to see it too."""
    found: dict[str, set[str]] = {}
    for path, node in translations.arguments():
        if not isinstance(node, ast.Constant):
            found.setdefault(path.name, set()).add(ast.unparse(node))
    assert found == KNOWN


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_translations_keep_form(language):
    """Replacement fields, line ends, and the spaces around a text stay; names of parameters stay English."""
    for source, text in translated(language).items():
        assert fields(text) == fields(source), source
        assert text.count("\n") == source.count("\n"), source
        ends = source[: len(source) - len(source.lstrip())], source[len(source.rstrip()) :]
        assert text.startswith(ends[0]) and text.endswith(ends[1]) and text.strip(), source
        words = {word for word in ("INPUT", "LATER", "REFERENCES", "INSTALL=yes", "COMPRESS=ZSTD", "NaN") if word in source}
        assert {word for word in words if word not in text} == set(), source


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_compiled_file_is_of_today(qgis_app, language):
    """The .qm file says what the .ts file says."""
    from qgis.PyQt.QtCore import QTranslator

    compiled = QTranslator()
    assert compiled.load(str(translations.FOLDER / f"mtdn_{language}.qm"))
    for source, text in translated(language).items():
        assert compiled.translate(translations.CONTEXT, source) == text


TITLES = [("de_AT", "Speckle entfernen"), ("es", "Eliminar el moteado"), ("fr", "Despeckle")]


@pytest.mark.parametrize(("locale", "title"), TITLES)
def test_language_of_qgis_decides(provider, locale, title):
    """The setting's language is loaded, whatever its country; one without a translation leaves English."""
    from qgis.core import QgsSettings
    from qgis.PyQt.QtCore import QCoreApplication

    from mtdn_qgis import texts
    from mtdn_qgis.algorithms.despeckle import Despeckle

    before = QgsSettings().value("locale/userLocale")
    QgsSettings().setValue("locale/userLocale", locale)
    try:
        translation = texts.load()
        assert Despeckle().displayName() == title
        assert "despeckle" in Despeckle().tags()
    finally:
        QgsSettings().setValue("locale/userLocale", before)
    QCoreApplication.removeTranslator(translation)
    assert Despeckle().displayName() == "Despeckle"


@pytest.fixture
def german(provider):
    """QGIS in German."""
    from qgis.PyQt.QtCore import QCoreApplication, QTranslator

    translation = QTranslator()
    assert translation.load(str(translations.FOLDER / "mtdn_de.qm"))
    QCoreApplication.installTranslator(translation)
    yield
    QCoreApplication.removeTranslator(translation)


def test_refusal_is_german_as_a_whole(german):
    """What is expected comes from the engine's description of the setting, and is German like the rest of the message."""
    from qgis.core import QgsProcessingContext, QgsProcessingException

    from mtdn_core.inference.settings import RunSettings, settings_of
    from mtdn_qgis import conversion

    with pytest.raises(QgsProcessingException) as raised:
        conversion.convert("TILE", "x", settings_of(RunSettings)["tile"], QgsProcessingContext())
    expected = "Erwartet: eine ganze Zahl von 16 bis 8192 (Pixel). Was zu tun ist: Berichtigen Sie TILE."
    assert str(raised.value) == f"TILE ist 'x'. {expected}"


def test_every_text_of_the_engine_is_recognised(german):
    """What the engine makes of a template is said by the translation of that template, whatever others are like it."""
    from mtdn_qgis.engine_texts import said, templates
    from mtdn_qgis.texts import tr

    wrong = {}
    for template in templates():
        values = [str(number) for number in range(template.count("{}"))]
        found = said(template.format(*values))
        if tr(template) != template and found != tr(template).format(*values):
            wrong[template] = found
    assert wrong == {}


GERMAN = [
    ("Cancelled by the user, no output was kept.", "Vom Benutzer abgebrochen, keine Ausgabe wurde behalten."),
    ("'a b.tif' cannot be read (No space left on device). Expected: a file you may read. What to do: check it.",
     "'a b.tif' kann nicht gelesen werden (No space left on device). Erwartet: eine Datei, die Sie lesen dürfen. "
     "Was zu tun ist: Prüfen Sie sie."),
    ("3/5 S1_a: The reference date 'x.tif' is left out, it is the date itself",
     "3/5 S1_a: Die Aufnahme (reference) 'x.tif' wird weggelassen, sie ist die Aufnahme selbst"),
    ("Date 1: VV = band 1 of 'a.tif' (description 'VV'), VH = band 1 of 'b.tif' (file name)",
     "Aufnahme 1: VV = Kanal 1 von 'a.tif' (Beschreibung 'VV'), VH = Kanal 1 von 'b.tif' (Dateiname)"),
    ("Date 2: units db (the metadata entry units says so)", "Aufnahme 2: Einheiten db (der Metadaten-Eintrag units sagt es)"),
    ("Weather: the level of the whole scene differs by -1.0 dB in VV and -0.6 dB in VH (taken out)",
     "Wetter: Der Pegel der ganzen Szene weicht um -1.0 dB in VV und -0.6 dB in VH ab (herausgerechnet)"),
    ("Model: m, strength 0.5, change of the kind 'flood' from a probability of 0.5",
     "Modell: m, Stärke 0.5, Veränderung der Art 'flood' ab einer Wahrscheinlichkeit von 0.5"),
    ("The filter changed more than speckle: the strongest edge has changed (VV, VH); nodata has changed in VH.",
     "Der Filter hat mehr als Speckle verändert: die stärkste Kante hat sich verändert (VV, VH); Nodata hat sich in VH "
     "verändert."),
    ("Look closer at this: the level has moved (VV).", "Sehen Sie sich dies genauer an: der Pegel hat sich verschoben (VV)."),
    ("No sign that the filter invented or lost anything: what it took away looks like speckle.",
     "Kein Anzeichen, dass der Filter etwas erfunden oder verloren hat: was er entfernt hat, sieht wie Speckle aus."),
    ("VH: hardly filtered, 4.4 looks before and 4.9 after in homogeneous blocks.",
     "VH: kaum gefiltert, in homogenen Blöcken 4.4 Looks vorher und 4.9 nachher."),
    ("The reference date 'x.tif' is left out, it shows the same ground 20 pixels left and 3 below, compared with 'a.tif' by "
     "its content",
     "Die Aufnahme (reference) 'x.tif' wird weggelassen, sie zeigt denselben Boden 20 Pixel links und 3 darunter, dem Inhalt "
     "nach verglichen mit 'a.tif'"),
    ("Something that nobody has translated: 3 of 4", "Something that nobody has translated: 3 of 4"),
]


@pytest.mark.parametrize(("english", "text"), GERMAN)
def test_lines_of_the_engine_are_german(german, english, text):
    """Errors by their sentences, lines of the log with what stands before them; what is not known stays."""
    from mtdn_qgis.engine_texts import said

    assert said(english) == text


def test_errors_of_a_run_are_german(german, provider, pair, tmp_path):
    """Before the run and in it, in the log too."""
    import processing
    from qgis.core import QgsProcessingException, QgsProcessingFeedback

    feedback = QgsProcessingFeedback(False)
    for more, words in (({"INPUT": str(tmp_path)}, "Was zu tun ist"), ({"OUTPUT": pair[0]}, "ist auch eine Eingabe")):
        given = {"INPUT": pair[0], "OUTPUT": str(tmp_path / "o.tif"), "DEVICE": "cpu", **more}
        with pytest.raises(QgsProcessingException, match=words):
            processing.run("mtdn:despeckle", given, feedback=feedback)
    processing.run("mtdn:despeckle", {**given, "OUTPUT": str(tmp_path / "o.tif")}, feedback=feedback)
    assert "Aufnahme 1: Einheiten linear" in feedback.textLog() and "Gerät: CPU" in feedback.textLog()


def test_labels_of_models_are_german(german, provider):
    """Their files are English; the dialog is not."""
    model = provider.algorithm("flood").create()
    assert model.parameterDefinition("BEFORE").description() == "Früheres Bild"
    assert model.parameterDefinition("detectchanges:Flooded").description() == "Überflutet"


def test_assembled_plugin_speaks_german_without_a_screen(qgis_process, tmp_path):
    """``qgis_process`` with the language set in its profile: title of the algorithm, label and help of a parameter."""
    settings = tmp_path / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    settings.parent.mkdir(parents=True)
    settings.write_text("[PythonPlugins]\nmtdn=true\n\n[locale]\nuserLocale=de\n", encoding="utf-8")
    said = qgis_process.call(["--json", "help", "mtdn:detectchanges"], QGIS_CUSTOM_CONFIG_PATH=str(tmp_path)).stdout
    found = json.loads(said[said.index("{") :])
    assert found["algorithm_details"]["name"] == "Veränderungen erkennen"
    threshold = found["parameters"]["THRESHOLD"]
    assert threshold["description"] == "Schwellenwert der Veränderung (0 - 1)"
    assert "ab der ein Pixel als verändert gilt" in json.dumps(threshold, ensure_ascii=False)


def test_plugin_holds_what_is_loaded(tmp_path):
    """The assembled plugin has every .qm file, and Qt Linguist's files stay in the repository."""
    from tools import assemble

    held = {path.name for path in (assemble.assemble(tmp_path) / "resources" / "i18n").iterdir()}
    assert held == {f"mtdn_{language}.qm" for language in translations.LANGUAGES}
