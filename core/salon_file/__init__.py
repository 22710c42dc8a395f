"""A store as one file: its settings, beds, devices and people.

A domain of its own above store, staff and resource: the file speaks of all three, and none of them knows the others.
"""
