namespace FincoreSim.Domain.Tests.Kit;

/// <summary>A source of time that a test sets, forwards and backwards.</summary>
internal sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = start;

    public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();
}
