/// How the shops of the world write and sign their orders: one class a kind, and their wiring.
@NullMarked
package org.parley.server.shop;

import org.jspecify.annotations.NullMarked;
