/// Orders, refunds and prices of messages over HTTP.
@NullMarked
package org.parley.server.web.orders;

import org.jspecify.annotations.NullMarked;
