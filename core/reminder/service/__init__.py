"""What a visit makes fall due: reminders for the member (C8), a brief (A7), the question whether the member came."""

from core.reminder.service.arrivals import settle_due
from core.reminder.service.attendance import put_up_due
from core.reminder.service.briefs import brief_now, send_briefs
from core.reminder.service.planning import drop, plan, plan_missing
from core.reminder.service.reminders import send_due

__all__ = ["brief_now", "drop", "plan", "plan_missing", "put_up_due", "send_briefs", "send_due", "settle_due"]
