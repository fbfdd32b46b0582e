"""Addresses of the policy cycle."""

from django.urls import path

from regiewijzer.apps.cycle.views import effect, figures, making, parts, plain, reading, voices

app_name = "cycle"
ITEM = "cyclus/<int:item_id>"
urlpatterns = [
    path("cyclus", reading.overview, name="overview"),
    path("cyclus/wacht", reading.everything_waiting, name="waiting"),
    path("cyclus/gemeenten", reading.municipal_tasks, name="tasks"),
    path("cyclus/doel/<slug:tree_id>/<slug:code>", reading.of_goal, name="goal"),
    path("cyclus/nieuw/<slug:kind>", making.new, name="new"),
    path("cyclus/bijdragen", voices.to_judge, name="to_judge"),
    path("cyclus/bijdragen/<int:contribution_id>/beoordelen", voices.judge, name="judge_contribution"),
    path("cyclus/bijdragen/<int:contribution_id>/verwijderen", voices.take_back, name="take_back"),
    path(ITEM, reading.item, name="item"),
    path(f"{ITEM}/keten", reading.chain, name="chain"),
    path(f"{ITEM}/geschiedenis", reading.history, name="history"),
    path(f"{ITEM}/wijzigen", making.change, name="change"),
    path(f"{ITEM}/stap/<slug:taken>", making.take, name="take"),
    path(f"{ITEM}/koppelen", making.link, name="link"),
    path(f"{ITEM}/loskoppelen", making.unlink, name="unlink"),
    path(f"{ITEM}/cijfer", figures.add, name="add_figure"),
    path(f"{ITEM}/cijfer/weg", figures.drop, name="drop_figure"),
    path(f"{ITEM}/cijfer/gezien", figures.drift_seen, name="drift_seen"),
    path(f"{ITEM}/punten", parts.points, name="points"),
    path(f"{ITEM}/reactie", parts.answers, name="answers"),
    path(f"{ITEM}/weging", parts.weigh, name="weigh"),
    path(f"{ITEM}/gemeente", parts.task, name="task"),
    path(f"{ITEM}/gemeente/<int:task_id>/gedaan", parts.finish_task, name="finish_task"),
    path(f"{ITEM}/bijdrage", voices.contribute, name="contribute"),
    path(f"{ITEM}/uitkomst", parts.outcome, name="outcome"),
    path(f"{ITEM}/uitkomst/<int:outcome_id>/weg", parts.drop_outcome, name="drop_outcome"),
    path(f"{ITEM}/verwachting", effect.expect, name="expect"),
    path(f"{ITEM}/terugspiegelen", effect.mirror, name="mirror"),
    path(f"{ITEM}/oordeel", effect.judge, name="judge"),
    path("meedenken", plain.overview, name="plain"),
    path("meedenken/terug", plain.take_back, name="plain_take_back"),
    path("meedenken/<int:item_id>", plain.speak, name="plain_speak"),
]
