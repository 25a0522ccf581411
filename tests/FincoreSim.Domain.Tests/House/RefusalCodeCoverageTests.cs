namespace FincoreSim.Domain.Tests.House;

public sealed class RefusalCodeCoverageTests
{
    /// <summary>What only the host can find out: it never comes from the domain.</summary>
    private static readonly RefusalCode[] HostOnly =
    [
        RefusalCode.HostNotAllowed, RefusalCode.Forbidden,
        RefusalCode.PermissionDenied, RefusalCode.IdempotencyKeyMalformed, RefusalCode.BodyTooLarge, RefusalCode.BodyEncoded,
        RefusalCode.MediaTypeUnsupported, RefusalCode.RouteNotFound, RefusalCode.MethodNotAllowed, RefusalCode.Unavailable,
        RefusalCode.Scripted, RefusalCode.Internal, RefusalCode.WorldGone,
    ];

    [Test]
    public void Every_code_of_the_domain_is_produced_by_some_row()
    {
        var produced = typeof(RefusalCodeCoverageTests).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && !type.IsInterface && type.IsAssignableTo(typeof(IRefusalRows)))
            .SelectMany(type => ((IRefusalRows)Activator.CreateInstance(type)!).Codes)
            .ToHashSet();

        Assert.That(Enum.GetValues<RefusalCode>().Except(HostOnly).Except(produced), Is.Empty);
        Assert.That(produced.Intersect(HostOnly), Is.Empty);
    }
}
