/// What every endpoint shares: errors in one form, pages, repeatable POSTs, limits, the API
/// document.
@NullMarked
package org.parley.server.rest;

import org.jspecify.annotations.NullMarked;
