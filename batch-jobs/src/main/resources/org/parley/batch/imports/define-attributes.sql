insert into attribute_definition (name, type) values (:name, :type) on conflict (name) do nothing
