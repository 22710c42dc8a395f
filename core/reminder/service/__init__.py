"""What a visit makes fall due: reminders for the member (C8), and the question to the desk whether they came."""

from core.reminder.service.arrivals import settle_due
from core.reminder.service.planning import drop, plan, plan_missing
from core.reminder.service.reminders import send_due

__all__ = ["drop", "plan", "plan_missing", "send_due", "settle_due"]
