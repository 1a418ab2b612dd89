"""What the database itself refuses, also from SQL written by hand."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

_ANSWER = (
    "INSERT INTO answer (id, programme_id, aspect, region_id, text, as_of,"
    " valid_from, valid_to) VALUES "
)
_FIGURE = (
    "INSERT INTO figure (id, programme_id, metric_id, period, kind, definition, value,"
    " unit, qualifier, printed, scope, region_id, source_id, position) VALUES "
)
_PAIR = "INSERT INTO figure_incomparable (first_id, second_id, reason) VALUES "
_GAP = "INSERT INTO known_gap (programme_id, aspect, region_id, text) VALUES "
_OPTION_GROUP = (
    "INSERT INTO finder_option_group (question_id, option_id, group_id) VALUES "
)
_EDITION = (
    "INSERT INTO edition (programme_id, year, list, name, position, source_id) VALUES "
)
_ALIAS = "INSERT INTO programme_alias (text, programme_id, kind, position) VALUES "
_SITE = (
    "INSERT INTO site (id, programme_id, region_id, name, address, lat, lon, source_id,"
    " position) VALUES "
)
_REGION = "INSERT INTO region (id, name, kind, parent_id, position) VALUES "
_PROGRAMME = (
    "INSERT INTO programme (id, name, kind, summary, service_id, position) VALUES "
)
_SOURCE = "INSERT INTO source (id, title, publisher, date) VALUES "
_QUESTION = (
    "INSERT INTO finder_question (id, kind, text, unknown, silent, multiple, position)"
    " VALUES "
)
_OPTION = (
    "INSERT INTO finder_option (question_id, id, title, region_id, settles, position)"
    " VALUES "
)
_PHRASING = (
    "INSERT INTO finder_phrasing (question_id, text, option_id, kind, position) VALUES "
)
_CONDITION = (
    "INSERT INTO finder_condition (id, programme_id, question_id, region_id, required,"
    " reason, source_id, position) VALUES "
)
_MET_BY = (
    "INSERT INTO finder_condition_option (condition_id, question_id, option_id) VALUES "
)
_FAQ = (
    "INSERT INTO faq (id, programme_id, question, aspect, region_id, text, as_of,"
    " position) VALUES "
)

GOOD = {
    "answer": _ANSWER
    + "('n', 'childcare', 'howto', 'henan', '到单位报名', '2024', NULL, NULL)",
    "answer of a later time": _ANSWER
    + "('n', 'childcare', 'intro', 'henan', '新', '2024', '2024-01-01', '2024-01-01')",
    "figure": _FIGURE
    + "('n', 'childcare', 'station_new', 1990, 'result', '定', 0, '家', '', '0', '省',"
    " 'henan', 'undated', 9)",
    "edition": _EDITION + "('childcare', 2100, 'ten', '名', NULL, 'undated')",
    "alias": _ALIAS + "('娘家人带娃', 'childcare', 'alias', 5)",
    "same text in another space": _ALIAS + "('快递员', 'childcare', 'alias', 5)",
    "site without coordinates": _SITE
    + "('n', 'childcare', 'henan', '名', '址', NULL, NULL, 'undated', 9)",
    "pair in order": _PAIR + "('money_2021_target', 'station_2020_result', '因')",
    "source of a day": _SOURCE + "('n', '题', '社', '2024-02-29')",
    "region": _REGION + "('n', '开封市', 'city', 'henan', 9)",
    "finder question": _QUESTION + "('n', 'choice', '问', '不知道', NULL, TRUE, 9)",
    "finder option": _OPTION + "('member', 'n', '题', NULL, FALSE, 9)",
    "one title in two questions": _OPTION
    + "('where', 'n', '入会了', 'luoyang', FALSE, 9)",
    "one word for two questions": _PHRASING + "('who', '是', 'guard', 'reply', 9)",
    "finder command": "INSERT INTO finder_command VALUES ('重来', 'restart', 9)",
    "condition for everybody": _CONDITION
    + "('n', 'childcare', NULL, 'henan', FALSE, '因', 'undated', 9)",
    "second option of a condition": _MET_BY
    + "('rest_station/who/henan/1', 'who', 'guard')",
    "faq": _FAQ + "('n', 'childcare', '问', 'time', 'henan', '答', '', 1)",
}

BAD = {
    # answer
    "answer twice": _ANSWER
    + "('n', 'childcare', 'intro', 'henan', '又', '2024', NULL, NULL)",
    "answer twice from the same day": _ANSWER
    + "('n', 'childcare', 'time', 'henan', '一', '2024', '2024-01-01', NULL),"
    " ('o', 'childcare', 'time', 'henan', '二', '2024', '2024-01-01', NULL)",
    "answer on an unknown aspect": _ANSWER
    + "('n', 'childcare', 'weather', 'henan', '文', '2024', NULL, NULL)",
    "answer of an unknown programme": _ANSWER
    + "('n', 'nobody', 'howto', 'henan', '文', '2024', NULL, NULL)",
    "answer in an unknown region": _ANSWER
    + "('n', 'childcare', 'howto', 'mars', '文', '2024', NULL, NULL)",
    "answer of blanks": _ANSWER
    + "('n', 'childcare', 'howto', 'henan', '  ', '2024', NULL, NULL)",
    "answer without text": _ANSWER
    + "('n', 'childcare', 'howto', 'henan', NULL, '2024', NULL, NULL)",
    "answer too long": _ANSWER
    + f"('n', 'childcare', 'howto', 'henan', '{'长' * 301}', '2024', NULL, NULL)",
    "answer that ends before it begins": _ANSWER
    + "('n', 'childcare', 'howto', 'henan', '文', '2024', '2024-01-02', '2024-01-01')",
    "answer as of a word": _ANSWER
    + "('n', 'childcare', 'howto', 'henan', '文', '去年', NULL, NULL)",
    "answer as of month 13": _ANSWER
    + "('n', 'childcare', 'howto', 'henan', '文', '2024-13', NULL, NULL)",
    "answer source twice": "INSERT INTO answer_source VALUES"
    " ('childcare/intro/henan', 'paper-2021', 5)",
    "answer source in a taken place": "INSERT INTO answer_source VALUES"
    " ('childcare/intro/henan', 'undated', 0)",
    "gap twice": _GAP + "('rest_station', 'contact', 'henan', '文')",
    "gap on an unknown aspect": _GAP + "('rest_station', 'weather', 'henan', '文')",
    # faq
    "question twice": _FAQ
    + "('n', 'childcare', '驿站的水要钱吗', 'time', 'henan', '答', '2024', 1)",
    "question that is a phrasing": _FAQ
    + "('n', 'childcare', '喝水收费不', 'time', 'henan', '答', '2024', 1)",
    "phrasing that is a question": "INSERT INTO faq_phrasing VALUES"
    " ('驿站的水要钱吗', 'station_water', 5)",
    "faq too long": _FAQ
    + f"('n', 'childcare', '问', 'time', 'henan', '{'长' * 301}', '2024', 1)",
    # figure
    "figure before 1990": _FIGURE
    + "('n', 'childcare', 'station_new', 1989, 'result', '定', 1, '家', '', '1', '省',"
    " 'henan', 'undated', 9)",
    "figure of a wish": _FIGURE
    + "('n', 'childcare', 'station_new', 2021, 'wish', '定', 1, '家', '', '1', '省',"
    " 'henan', 'undated', 9)",
    "figure below zero": _FIGURE
    + "('n', 'childcare', 'station_new', 2021, 'result', '定', -1, '家', '', '1', '省',"
    " 'henan', 'undated', 9)",
    "figure without source": _FIGURE
    + "('n', 'childcare', 'station_new', 2021, 'result', '定', 1, '家', '', '1', '省',"
    " 'henan', 'nowhere', 9)",
    "figure of an unknown metric": _FIGURE
    + "('n', 'childcare', 'nothing', 2021, 'result', '定', 1, '家', '', '1', '省',"
    " 'henan', 'undated', 9)",
    "pair out of order": _PAIR + "('station_2020_result', 'money_2021_target', '因')",
    "pair with itself": _PAIR + "('station_2020_result', 'station_2020_result', '因')",
    "pair twice": _PAIR + "('station_2020_result', 'station_2021_target', '因')",
    # programme
    "programme of an unknown kind": _PROGRAMME + "('n', '名', 'thing', '摘', NULL, 9)",
    "service of a service": _PROGRAMME + "('n', '名', 'service', '摘', 'childcare', 9)",
    "programme without name": _PROGRAMME + "('n', ' ', 'service', '摘', NULL, 9)",
    "programme with a taken name": _PROGRAMME
    + "('n', '职工子女爱心托管', 'service', '摘', NULL, 9)",
    "programme named like an alias": _PROGRAMME
    + "('n', '暑托班', 'service', '摘', NULL, 9)",
    "alias that is another's": _ALIAS + "('爱心驿站', 'childcare', 'alias', 5)",
    "alias that is a name": _ALIAS + "('户外劳动者驿站', 'childcare', 'alias', 5)",
    "alias that is a phrasing": _ALIAS + "('哪儿能歇歇脚', 'childcare', 'alias', 5)",
    "alias that is a signpost": _ALIAS + "('失业金', 'childcare', 'alias', 5)",
    "alias that is a lookalike": _ALIAS + "('菜鸟驿站', 'childcare', 'alias', 5)",
    "alias of an unknown kind": _ALIAS + "('别名', 'childcare', 'nick', 5)",
    "lookalike that is an alias": "INSERT INTO lookalike VALUES ('爱心驿站', '注')",
    "name changed to a taken one": "UPDATE programme SET name = '失业保险'"
    " WHERE id = 'childcare'",
    "edition in 2101": _EDITION + "('childcare', 2101, 'ten', '名', NULL, 'undated')",
    "edition of twelve": _EDITION
    + "('childcare', 2020, 'twelve', '名', NULL, 'undated')",
    "edition twice": _EDITION + "('childcare', 2021, 'ten', '名', NULL, 'undated')",
    "edition at place 0": _EDITION + "('childcare', 2020, 'ten', '名', 0, 'undated')",
    "edition without source": _EDITION + "('childcare', 2020, 'ten', '名', 1, NULL)",
    "edition of an unknown source": _EDITION
    + "('childcare', 2020, 'ten', '名', 1, 'nowhere')",
    # the benefit finder
    "question of an unknown kind": _QUESTION
    + "('n', 'essay', '问', '不知道', NULL, TRUE, 9)",
    "option of an unknown question": _OPTION + "('n', 'n', '题', NULL, FALSE, 9)",
    "option in an unknown region": _OPTION + "('where', 'n', '题', 'n', FALSE, 9)",
    "two options of one title": _OPTION + "('member', 'n', '入会了', NULL, FALSE, 9)",
    "word of an unknown option": _PHRASING + "('who', '词', 'n', 'reply', 9)",
    "word of another question's option": _PHRASING + "('who', '词', 'yes', 'reply', 9)",
    "word of an unknown kind": _PHRASING + "('who', '词', 'guard', 'song', 9)",
    "one word for two options": _PHRASING + "('member', '不是', 'yes', 'reply', 9)",
    "group of an unknown option": _OPTION_GROUP + "('who', 'n', 'parent')",
    "unknown command": "INSERT INTO finder_command VALUES ('词', 'dance', 9)",
    "one word for two commands": "INSERT INTO finder_command VALUES"
    " ('跳过', 'stop', 9)",
    "condition without reason": _CONDITION
    + "('n', 'childcare', 'who', 'henan', FALSE, ' ', 'undated', 9)",
    "condition without source": _CONDITION
    + "('n', 'childcare', 'who', 'henan', FALSE, '因', NULL, 9)",
    "condition of an unknown question": _CONDITION
    + "('n', 'childcare', 'n', 'henan', FALSE, '因', 'undated', 9)",
    "required of nobody": _CONDITION
    + "('n', 'childcare', NULL, 'henan', TRUE, '因', 'undated', 9)",
    "condition met by an unknown option": _MET_BY
    + "('rest_station/who/henan/1', 'who', 'n')",
    "condition met by another question's option": _MET_BY
    + "('rest_station/who/henan/1', 'member', 'yes')",
    # places
    "region without parent": _REGION + "('n', '开封市', 'city', NULL, 9)",
    "country with parent": _REGION + "('n', '外国', 'country', 'china', 9)",
    "region in itself": _REGION + "('n', '开封市', 'city', 'n', 9)",
    "region of an unknown kind": _REGION + "('n', '开封市', 'town', 'henan', 9)",
    "region named like an alias": _REGION + "('n', '郑州', 'city', 'henan', 9)",
    "region taken away while in use": "DELETE FROM region WHERE id = 'henan'",
    "source taken away while in use": "DELETE FROM source WHERE id = 'paper-2021'",
    "programme taken away under a figure": "DELETE FROM programme"
    " WHERE id = 'rest_station'",
    "source dated in words": _SOURCE + "('n', '题', '社', '上周')",
    "site north of the pole": _SITE
    + "('n', 'childcare', 'henan', '名', '址', 90.5, 113, 'undated', 9)",
    "site beyond the date line": _SITE
    + "('n', 'childcare', 'henan', '名', '址', 34, 180.5, 'undated', 9)",
    "site with half a place": _SITE
    + "('n', 'childcare', 'henan', '名', '址', 34, NULL, 'undated', 9)",
    # bookkeeping
    "second version": "INSERT INTO knowledge_version VALUES (2, 1)",
    "version twice": "INSERT INTO knowledge_version VALUES (1, 1)",
    "version taken away": "DELETE FROM knowledge_version",
    "metric with a taken name": "INSERT INTO metric_alias VALUES"
    " ('新建驿站', 'money_spent', 'alias', 1)",
    "group with a taken name": "INSERT INTO worker_group_alias VALUES"
    " ('快递员', 'parent', 1)",
}


@pytest.mark.parametrize("statement", GOOD.values(), ids=GOOD)
def test_takes(seeded: Engine, statement: str) -> None:
    with seeded.begin() as connection:
        assert connection.execute(text(statement)).rowcount == 1


@pytest.mark.parametrize("statement", BAD.values(), ids=BAD)
def test_refuses(seeded: Engine, statement: str) -> None:
    with pytest.raises(IntegrityError), seeded.begin() as connection:
        connection.execute(text(statement))


def test_what_belongs_to_a_programme_goes_with_it(seeded: Engine) -> None:
    with seeded.begin() as connection:
        connection.execute(text("DELETE FROM programme WHERE id = 'childcare'"))
        for table in ("answer", "programme_alias", "edition", "finder_condition"):
            query = f"SELECT count(*) FROM {table} WHERE programme_id = 'childcare'"
            assert connection.execute(text(query)).scalar_one() == 0
        orphans = "SELECT count(*) FROM answer_source WHERE answer_id LIKE 'childcare%'"
        assert connection.execute(text(orphans)).scalar_one() == 0


def test_a_name_is_free_again_when_its_owner_is_gone(seeded: Engine) -> None:
    with seeded.begin() as connection:
        connection.execute(text("DELETE FROM programme WHERE id = 'childcare'"))
        connection.execute(text("INSERT INTO lookalike VALUES ('暑托班', '注')"))
        connection.execute(
            text("UPDATE lookalike SET text = '职工子女爱心托管' WHERE text = '暑托班'")
        )
        connection.execute(text(_ALIAS + "('暑托班', 'rest_station', 'alias', 9)"))
