/// Invoices of providers over HTTP.
@NullMarked
package org.parley.server.web.invoices;

import org.jspecify.annotations.NullMarked;
