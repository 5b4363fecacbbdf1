/// Orders, refunds, prices of messages and exchange rates over HTTP.
@NullMarked
package org.parley.server.web.orders;

import org.jspecify.annotations.NullMarked;
