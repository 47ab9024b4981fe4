"""The record: guests' visits in memory today; kept, sealed ones when there is a vault."""
