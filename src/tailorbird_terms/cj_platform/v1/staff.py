"""What members of staff may do."""

from __future__ import annotations

from tailorbird.domain.questions.store import MayDoAsStaff
from tailorbird.domain.staff import duties_at
from tailorbird.domain.terms.answers import Answer, Permission, grant, refuse, says
from tailorbird.domain.terms.clause import clause
from tailorbird.domain.terms.parameters import Parameters


@clause("cj-platform.staff-accounts")
def work_of_staff(q: MayDoAsStaff, p: Parameters) -> Answer[Permission]:
    """You invite staff, each with a role and, if you like, for some stores only. Each role has its duties;
    what is not among them is refused. The record names who of your staff did what."""
    if q.duty in duties_at(q.role, (q.by,)):
        return grant()
    return refuse(
        says=says("This work is not among the duties of the role."),
        next_step=says("Ask a colleague whose role has this duty, or an owner to change yours."),
    )
