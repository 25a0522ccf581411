using System.Text.Json.Serialization.Metadata;
using FincoreSim.Api.Http;
using FincoreSim.Domain.Collections;
using FincoreSim.Json;

namespace FincoreSim.Control;

/// <summary>What was found for a page: up to one more than it may have, by which it is known that something follows.</summary>
/// <param name="Things">What was found, with the places of it.</param>
/// <param name="Limit">How many the page may have.</param>
internal readonly record struct Found<T>(IReadOnlyList<Placed<T>> Things, int Limit)
{
    /// <summary>The page.</summary>
    public IEnumerable<T> Page => Things.Take(Limit).Select(one => one.Thing);

    /// <summary>The place at which the next page begins; null where nothing follows.</summary>
    public long? Next => Things.Count > Limit ? Things[Limit - 1].Place : null;

    /// <summary>The page as an answer whose items are made and written one after the other.</summary>
    /// <param name="view">What is shown of a thing.</param>
    /// <param name="type">How that is written.</param>
    /// <param name="counts">What the answer says beside the items.</param>
    public Reply Reply<TView>(Func<T, TView> view, JsonTypeInfo<TView> type, params (string Name, long Count)[] counts) =>
        Api.Http.Reply.InParts(new ListReply<T, TView>(this, view, type, counts));
}

/// <summary>
/// A page of a list. What is in memory of it is an item at a time, and it ends early where the items are large: then it has fewer
/// than were asked for, and says where the next page begins.
/// </summary>
internal sealed class ListReply<T, TView>(
    Found<T> found, Func<T, TView> view, JsonTypeInfo<TView> type, (string Name, long Count)[] counts) : JsonInParts
{
    /// <inheritdoc/>
    public override IEnumerable<long> Write(Utf8JsonWriter writer)
    {
        var written = 0;
        writer.WriteStartObject();
        writer.WriteStartArray("items"u8);
        while (written < Math.Min(found.Things.Count, found.Limit) && Length(writer) < ControlList.BytesMax)
        {
            JsonSerializer.Serialize(writer, view(found.Things[written].Thing), type);
            written++;
            yield return Length(writer);
        }

        writer.WriteEndArray();
        foreach (var (name, count) in counts)
        {
            writer.WriteNumber(name, count);
        }

        WriteNext(writer, written);
        writer.WriteEndObject();
    }

    private void WriteNext(Utf8JsonWriter writer, int written)
    {
        if (written < found.Things.Count)
        {
            writer.WriteNumber("next"u8, found.Things[written - 1].Place);
        }
        else
        {
            writer.WriteNull("next"u8);
        }
    }

    private static long Length(Utf8JsonWriter writer) => writer.BytesCommitted + writer.BytesPending;
}
