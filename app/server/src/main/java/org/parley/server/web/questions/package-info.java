/// Questions beyond the reports over HTTP, and the people behind each figure as pages, files and
/// segments.
@NullMarked
package org.parley.server.web.questions;

import org.jspecify.annotations.NullMarked;
