"""The goal tree: the way into the monitor."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from regiewijzer.apps.accounts.service import permission_required_for, scope_of
from regiewijzer.apps.monitor import queries
from regiewijzer.apps.monitor.presenters.goals import block_of
from regiewijzer.apps.monitor.presenters.subject import Subject, said, subject_of
from regiewijzer.apps.monitor.views.patience import while_patient
from regiewijzer.definitions.goals import load_goal_trees
from regiewijzer.definitions.goals_types import GoalTree
from regiewijzer.web.home import current_home


def _tree(name: str | None) -> GoalTree:
    """Return the tree of that name, without a name the first."""
    trees = load_goal_trees()
    try:
        return trees[name] if name else next(iter(trees.values()))
    except (KeyError, StopIteration):
        raise Http404(name) from None


def _subjects(request: HttpRequest, indicators: Iterable[str]) -> tuple[dict[str, Subject], int]:
    """Return the figure of each indicator for the region, as this reader sees it, and how many are still being worked out.

    Empty when nothing is loaded.
    """
    home, scope = current_home(), scope_of(request.user)
    try:
        _first, newest = queries.known_days(home, scope)
    except queries.NothingLoaded:
        return {}, 0
    known, found = queries.indicators(), {}
    wanted = [one for one in dict.fromkeys(indicators) if one in known]
    for one, in_time in while_patient(wanted):
        if in_time:
            asked = queries.request_for(known[one], home=home, day=newest, scope=scope)
            found[one] = subject_of(known[one], queries.figure(home, asked, scope))
    return found, len(wanted) - len(found)


@require_safe
@permission_required_for("view_figures")
def goals(request: HttpRequest) -> HttpResponse:
    """Show the main goals on one page: state, direction and what changed."""
    tree = _tree(request.GET.get("boom"))
    subjects, unfinished = _subjects(request, (link.indicator for _goal, link in tree.links()))
    others = [
        (said(one.name), f"{reverse('monitor:goals')}?boom={one.id}") for one in load_goal_trees().values() if one is not tree
    ]
    context = {
        "tree": {"name": said(tree.name), "source": said(tree.source)},
        "blocks": [block_of(tree, goal, subjects) for goal in tree.below(None)] if subjects else [],
        "others": others,
        "unfinished": unfinished,
        "here": request.get_full_path(),
        "part": "#doelen",
    }
    return TemplateResponse(request, "monitor/goals.html", context)


@require_safe
@permission_required_for("view_figures")
def goal(request: HttpRequest, tree_id: str, code: str) -> HttpResponse:
    """Show one goal: its indicators with their path to the target, and the goals below it."""
    tree = _tree(tree_id)
    try:
        chosen, above = tree.goal(code), tree.above(code)
    except KeyError:
        raise Http404(code) from None
    subjects, unfinished = _subjects(request, (link.indicator for _goal, link in tree.links()))
    crumbs = [(_("Doelen"), f"{reverse('monitor:goals')}?boom={tree.id}")]
    crumbs += [(said(one.title), reverse("monitor:goal", args=[tree.id, one.code])) for one in above]
    context = {"goal": block_of(tree, chosen, subjects), "crumbs": [*crumbs, (said(chosen.title), "")], "loaded": bool(subjects)}
    context |= {"unfinished": unfinished, "here": request.get_full_path(), "part": "#doelen", "tree_id": tree.id, "code": code}
    return TemplateResponse(request, "monitor/goal.html", context)
