package org.parley.core.shop;

/// What became of a webhook at a shop's door.
public enum ShopIntake {
    /// Recorded, or nothing to record: the shop need not say it again.
    RECEIVED,
    /// Nobody here knows the shop, or it is closed.
    UNKNOWN_SHOP,
    /// Not signed with a secret of the shop. Nothing was done.
    NOT_AUTHENTIC
}
