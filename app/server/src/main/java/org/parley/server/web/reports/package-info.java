/// Reports over HTTP: one run, and all of them together.
@NullMarked
package org.parley.server.web.reports;

import org.jspecify.annotations.NullMarked;
