using FincoreSim.Api.Http;
using FincoreSim.Domain.Primitives;
using FincoreSim.Tests.Library;

namespace FincoreSim.Tests.Errors;

/// <summary>
/// A reason to refuse is said in several places, of which none follows from another: this tells all of those in which a new code
/// is still missing, instead of one after the other, and the last of them as a 500 on the way.
/// </summary>
public sealed class RefusalPlacesTests
{
    private static readonly (string Place, RefusalCode[] Codes)[] Places =
    [
        ("the wire's status, reason and text: WireErrors.Table", [.. WireErrors.Codes]),
        ("a request that provokes it: Errors/ErrorTableTests, Table or Elsewhere", [.. ErrorTableTests.Codes]),
        ("a shipped scenario that expects its text: Library/ErrorFileTests, a table or Elsewhere", [.. ErrorFileTests.Codes]),
    ];

    [TestCaseSource(nameof(Codes))]
    public void A_code_stands_once_wherever_it_has_to(RefusalCode code)
    {
        var wrong = Places.Where(place => place.Codes.Count(found => found == code) != 1).Select(place => place.Place);

        Assert.That(wrong, Is.Empty, $"{code} has no row, or more than one");
    }

    private static IEnumerable<RefusalCode> Codes => Enum.GetValues<RefusalCode>();
}
