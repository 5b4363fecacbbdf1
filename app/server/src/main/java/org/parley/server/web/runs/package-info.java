/// Runs over HTTP: progress and balance sheet.
@NullMarked
package org.parley.server.web.runs;

import org.jspecify.annotations.NullMarked;
