using System.Text.Json;

namespace FincoreSim.Testing;

/// <summary>The keywords for objects and arrays; on any other value they say nothing, as JSON Schema has it.</summary>
internal sealed partial class SchemaValidator
{
    private void Required(Place place, JsonElement names)
    {
        if (place.Value.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var name in names.EnumerateArray().Select(name => name.GetString()!))
        {
            if (!place.Value.TryGetProperty(name, out _))
            {
                _violations.Add($"{JsonPointer.Append(place.Pointer, name)}: expected to be there, but it is missing");
            }
        }
    }

    private void Properties(Place place, JsonElement schemas)
    {
        if (place.Value.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var member in place.Value.EnumerateObject())
        {
            if (schemas.TryGetProperty(member.Name, out var schema))
            {
                Walk(place.Into(schema, member.Value, JsonPointer.Append(place.Pointer, member.Name)));
            }
        }
    }

    private void AdditionalProperties(Place place, JsonElement schema)
    {
        if (place.Value.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        var named = place.Schema.TryGetProperty("properties", out var properties);
        foreach (var member in place.Value.EnumerateObject())
        {
            if (named && properties.TryGetProperty(member.Name, out _))
            {
                continue;
            }

            var pointer = JsonPointer.Append(place.Pointer, member.Name);
            if (schema.ValueKind == JsonValueKind.False)
            {
                var expectation = "no such property (additionalProperties is false)";
                Expected(place.Into(schema, member.Value, pointer), expectation);
            }
            else
            {
                Walk(place.Into(schema, member.Value, pointer));
            }
        }
    }

    /// <summary>Only the named property is checked here; which schema matches is the affair of oneOf or anyOf.</summary>
    private void Discriminator(Place place, JsonElement discriminator)
    {
        if (place.Value.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        var name = discriminator.GetProperty("propertyName").GetString()!;
        var pointer = JsonPointer.Append(place.Pointer, name);
        if (!place.Value.TryGetProperty(name, out var value))
        {
            _violations.Add($"{pointer}: expected to be there, since it tells the schemas apart, but it is missing");
        }
        else if (discriminator.TryGetProperty("mapping", out var mapping) && !mapping.TryGetProperty(value.ToString(), out _))
        {
            var known = string.Join(", ", mapping.EnumerateObject().Select(entry => entry.Name));
            Expected(place.Into(place.Schema, value, pointer), $"one of the discriminator's values ({known})");
        }
    }

    private void Items(Place place, JsonElement schema)
    {
        if (place.Value.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        var index = 0;
        foreach (var item in place.Value.EnumerateArray())
        {
            Walk(place.Into(schema, item, JsonPointer.Append(place.Pointer, index)));
            index++;
        }
    }

    private void MemberCount(Place place, JsonElement limit)
    {
        if (place.Value.ValueKind == JsonValueKind.Object && place.Value.EnumerateObject().Count() is var count
            && count < limit.GetInt32())
        {
            _violations.Add($"{place.Pointer}: expected at least {limit} members, got {count}");
        }
    }

    private void ItemCount(Place place, JsonElement limit, bool least)
    {
        if (place.Value.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        var count = place.Value.GetArrayLength();
        if (least ? count < limit.GetInt32() : count > limit.GetInt32())
        {
            _violations.Add($"{place.Pointer}: expected {(least ? "at least" : "at most")} {limit} items, got {count}");
        }
    }

    private void UniqueItems(Place place, JsonElement flag)
    {
        if (place.Value.ValueKind != JsonValueKind.Array || flag.ValueKind != JsonValueKind.True)
        {
            return;
        }

        var items = place.Value.EnumerateArray().ToList();
        for (var index = 1; index < items.Count; index++)
        {
            var first = items.FindIndex(other => JsonElement.DeepEquals(other, items[index]));
            if (first < index)
            {
                var pointer = JsonPointer.Append(place.Pointer, index);
                Expected(place.Into(place.Schema, items[index], pointer), $"an item unlike item {first}");
            }
        }
    }
}
