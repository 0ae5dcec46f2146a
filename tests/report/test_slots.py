from survey_kit.findings.inquiries import Inquiry
from survey_kit.findings.live import filled, templated
from survey_kit.report.build import build_document
from survey_kit.report.document import Figure, Findings
from survey_kit.report.slots import slots, with_texts

INQUIRIES = [Inquiry("Qu'est-ce qui attire ?", ("motives",))]


def reports(made, respondents=165, **options):
    released, questionnaire = made.whole(respondents)
    both = ({"live": False}, {"live": True})
    return [build_document(released, questionnaire, made.provenance(respondents + 28), {}, inquiries=INQUIRIES, **options, **each) for each in both]


def test_marked_figures_say_the_same_as_the_report(made):
    for respondents in (165, 40, 12):
        for lang in ("fr", "en"):
            plain, live = reports(made, respondents, lang=lang)
            told, marked = slots(plain), slots(live)
            assert set(told) == set(marked)
            known = dict(live.live)
            for text in marked.values():
                known |= templated(text)[1]
            assert {slot: filled(templated(text)[0], known) for slot, text in marked.items()} == told


def test_a_name_stands_for_one_figure(made):
    _, live = reports(made)
    found = [pair for text in slots(live).values() for pair in templated(text)[1].items()]
    assert len(dict(found)) == len(set(found))
    assert not {name for name, shown in found if live.live.get(name, shown) != shown}


def test_every_text_can_be_another(made):
    plain, _ = reports(made, template="synthese")
    texts = {slot: f"Texte {place}" for place, slot in enumerate(slots(plain))}
    report = with_texts(plain, texts)
    assert slots(report) == texts
    assert report.subtitle == texts["cover", "subtitle"]
    figures = {block.id: block.title for section in report.sections for block in section.blocks if isinstance(block, Figure)}
    assert {figure.id: figure.title for figure in report.short} == {figure.id: figures[figure.id] for figure in report.short}
    assert with_texts(plain, {}) is plain


def test_only_what_is_given_changes(made):
    plain, _ = reports(made)
    report = with_texts(plain, {("essentials", "answer-motives"): "Le calme."})
    first = next(block for block in report.section("essentials").blocks if isinstance(block, Findings))
    assert first.items[0].sentence == "Le calme."
    assert first.items[0].detail
    assert [section for section in report.sections if section.key != "essentials"] == [s for s in plain.sections if s.key != "essentials"]
