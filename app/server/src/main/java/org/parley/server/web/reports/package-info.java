/// Reports over HTTP: one run, all of them together, attribution under several models, and its
/// rebuilds.
@NullMarked
package org.parley.server.web.reports;

import org.jspecify.annotations.NullMarked;
