"""The steps from each shape of the ledger to the next; a step that has been released is never edited."""
