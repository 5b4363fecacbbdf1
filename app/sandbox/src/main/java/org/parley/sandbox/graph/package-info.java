/// What Meta's providers share: the Graph API's errors and handshake, and the messaging platform of
/// Messenger and Instagram.
@NullMarked
package org.parley.sandbox.graph;

import org.jspecify.annotations.NullMarked;
