/// Customers who read, click, reply, leave, buy and return, each by a hash and never by the clock.
@NullMarked
package org.parley.sandbox.customer;

import org.jspecify.annotations.NullMarked;
