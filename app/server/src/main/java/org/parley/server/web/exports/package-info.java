/// Exports for finance over HTTP.
@NullMarked
package org.parley.server.web.exports;

import org.jspecify.annotations.NullMarked;
