/// What adapters of HTTP and JSON providers share: one call, one signature, one way to check
/// limits.
@NullMarked
package org.parley.channels.wire;

import org.jspecify.annotations.NullMarked;
