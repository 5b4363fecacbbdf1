/// Apple's push service: HTTP/2 over TLS on a port of its own.
@NullMarked
package org.parley.sandbox.apns;

import org.jspecify.annotations.NullMarked;
