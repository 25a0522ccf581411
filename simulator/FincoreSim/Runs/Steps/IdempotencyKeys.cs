using FincoreSim.Json;

namespace FincoreSim.Runs.Steps;

/// <summary>
/// The idempotency keys of steps: a UUID is taken as it stands, any other text names one, and a step that says nothing has one by
/// its place. Stateless.
/// </summary>
internal static class IdempotencyKeys
{
    /// <summary>The namespace of the names; ours.</summary>
    private static readonly Guid Space = new("3c9f6f0e-7d55-4f0b-9a0e-6f1b7f0c2a11");

    /// <summary>The namespace of places, so that no text of a file ever names the key of a step that has none.</summary>
    private static readonly Guid PlaceSpace = new("7f0e2b1d-4c86-5a39-b1d2-90c4e6a8f353");

    /// <summary>The key of a text: UUID v5 where it is none itself.</summary>
    public static Guid Of(string text) => Guid.TryParseExact(text, "D", out var key) ? key : NameUuid.Of(Space, text);

    /// <summary>The key of a step by the way of execution to it.</summary>
    public static Guid OfPlace(string path) => NameUuid.Of(PlaceSpace, path);
}
