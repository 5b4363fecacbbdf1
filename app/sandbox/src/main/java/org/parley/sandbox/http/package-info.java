/// HTTP in and out: one small server for all providers, one client for all customers.
@NullMarked
package org.parley.sandbox.http;

import org.jspecify.annotations.NullMarked;
