package org.parley.core.shop;

/// What became of a webhook at a shop's door.
public enum ShopIntake {
    /// Recorded, or nothing to record: the shop need not say it again.
    RECEIVED,
    /// Not signed with a secret of an open shop of this name. Nothing was done.
    NOT_AUTHENTIC
}
