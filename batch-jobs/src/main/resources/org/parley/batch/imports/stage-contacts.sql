copy import_contact_row (import_id, line, external_id, first_name, last_name, email, phone, country, language, time_zone, tags,
  attributes, preferred_channel, address_channels, address_values) from stdin
