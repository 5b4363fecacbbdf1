package org.parley.sandbox.customer;

/// Who can be reached at all.
///
/// @param open true makes every address a customer; false only those in the book
/// @param unregisteredShare of the addresses, chosen by the seed, have left the channel
/// @param oldClientShare of the Viber users have a client too old for rich media
/// @param twoDevicesShare of the Viber users get, and confirm, everything on a second device
public record Population(
        boolean open, double unregisteredShare, double oldClientShare, double twoDevicesShare) {
    /// Everyone who is asked for exists: the plainest world for a test.
    public static final Population EVERYONE = new Population(true, 0, 0, 0);

    /// Only the people in the book, a few of them gone.
    public static final Population BOOK_ONLY = new Population(false, 0.02, 0.01, 0.1);
}
