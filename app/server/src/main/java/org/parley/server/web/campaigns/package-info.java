/// Campaigns over HTTP: draft, schedule, pause, resume, cancel.
@NullMarked
package org.parley.server.web.campaigns;

import org.jspecify.annotations.NullMarked;
