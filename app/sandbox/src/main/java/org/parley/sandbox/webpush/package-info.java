/// A browser's push service: VAPID (RFC 8292), encrypted content (RFC 8188 and RFC 8291), expiry.
@NullMarked
package org.parley.sandbox.webpush;

import org.jspecify.annotations.NullMarked;
