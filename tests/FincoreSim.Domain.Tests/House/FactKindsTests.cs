using System.Runtime.CompilerServices;
using FincoreSim.Domain.Kernel;

namespace FincoreSim.Domain.Tests.House;

/// <summary>The list of the kinds of journal entries is that of the facts there are: a filter by kind refuses every other.</summary>
[TestFixture]
public class FactKindsTests
{
    private static IEnumerable<Type> Facts => typeof(Fact).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Fact)) && !type.IsAbstract);

    [Test]
    public void Every_fact_is_of_a_listed_kind_and_every_kind_has_a_fact()
    {
        var kinds = Facts.Select(type => ((Fact)RuntimeHelpers.GetUninitializedObject(type)).Kind).Distinct().Order(StringComparer.Ordinal);

        Assert.That(FactKinds.All, Is.EqualTo(kinds.ToArray()));
    }
}
