using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Control;

/// <summary>Who calls a control route that there is not is told which one was probably meant.</summary>
public sealed class RouteHintTests : ApiTests
{
    [TestCase("GET", "/_sim/sandboxes/default/delivery", "GET /_sim/sandboxes/default/deliveries")]
    [TestCase("GET", "/_sim/sandboxes/default/delivery?status=PENDING", "GET /_sim/sandboxes/default/deliveries")]
    [TestCase("GET", "/_sim/sandboxes/default/transaction", "GET /_sim/sandboxes/default/transactions")]
    [TestCase("GET", "/_sim/sandboxes/default/option", "GET /_sim/sandboxes/default/options")]
    [TestCase("PATCH", "/_sim/sandboxes/default/option", "PATCH /_sim/sandboxes/default/options")]
    [TestCase("POST", "/_sim/sandboxes/default/money_in", "POST /_sim/sandboxes/default/money-in")]
    [TestCase("POST", "/_sim/sandboxes/default/moneyin", "POST /_sim/sandboxes/default/money-in")]
    [TestCase("POST", "/_sim/sandboxes/default/clok", "POST /_sim/sandboxes/default/clock")]
    [TestCase("POST", "/_sim/sandboxes/default/clock/advance", "POST /_sim/sandboxes/default/clock")]
    [TestCase("POST", "/_sim/sandboxes/default/webhook/test", "POST /_sim/sandboxes/default/webhooks/test")]
    [TestCase("POST", "/_sim/sandboxes/default/accounts/a%20b/blok", "POST /_sim/sandboxes/default/accounts/a%20b/block")]
    [TestCase("GET", "/_sim/sandboxes/default/rules/x/explian", "GET /_sim/sandboxes/default/rules/x/explain")]
    [TestCase("GET", "/_sim/sandbox", "GET /_sim/sandboxes")]
    [TestCase("GET", "/_sim/sandbox/default", "GET /_sim/sandboxes/default")]
    [TestCase("GET", "/_sim/sandbox/default/delivery", "GET /_sim/sandboxes/default/deliveries")]
    [TestCase("GET", "/_sim/deliveries", "GET /_sim/sandboxes/{sb}/deliveries")]
    [TestCase("GET", "/_sim/default/deliveries", "GET /_sim/sandboxes/default/deliveries")]
    [TestCase("GET", "/_sim/deliveries/x", "GET /_sim/sandboxes/{sb}/deliveries/x")]
    [TestCase("GET", "/_sim/helth", "GET /_sim/health")]
    [TestCase("GET", "/_sim/health/live", "GET /_sim/health")]
    [TestCase("GET", "/_sim/scenario", "GET /_sim/scenarios")]
    [TestCase("POST", "/_sim/scenario", "POST /_sim/scenarios")]
    [TestCase("GET", "/_sim/scenarios/run000001/junits", "GET /_sim/scenarios/run000001/junit")]
    [TestCase("GET", "/_sim/reserved_values", "GET /_sim/reserved-values")]
    [TestCase("DELETE", "/_sim/sandboxes/default/rule/x", "DELETE /_sim/sandboxes/default/rules/x")]
    public async Task A_route_that_is_nearly_one_is_told_which(string method, string path, string meant) => Assert.That(
        (await CallAsync(method, path)).ShouldBe(404).ShouldSay("error", "route_not_found")["detail"],
        Is.EqualTo($"There is no {method} {path.Split('?')[0]}. Did you mean {meant}?"));

    [TestCase("/_sim/nothing", "Known below /_sim/ are answer, ")]
    [TestCase("/_sim/sandboxes/default/wholly_unlike", "Known below /_sim/sandboxes/default/ are accounts, clients, clock, ")]
    [TestCase("/_sim/sandboxes/default/wholly/unlike/x", "Known below /_sim/sandboxes/default/ are accounts, ")]
    [TestCase("/_sim/sandboxes/default/rules/x/wholly_unlike", "Known below /_sim/sandboxes/default/rules/x/ are explain.")]
    public async Task A_route_that_is_like_none_is_told_those_that_there_are(string path, string known) =>
        Assert.That((await CallAsync("GET", path)).ShouldBe(404)["detail"], Does.StartWith($"There is no GET {path}. {known}"));

    [TestCase("PUT", "/_sim/sandboxes", "GET or POST /_sim/sandboxes")]
    [TestCase("GET", "/_sim/sandboxes/default/money-in", "POST /_sim/sandboxes/default/money-in")]
    [TestCase("POST", "/_sim/sandboxes/default/options", "GET or PATCH /_sim/sandboxes/default/options")]
    [TestCase("POST", "/_sim/health", "GET /_sim/health")]
    [TestCase("GET", "/_sim/answer/201", "POST /_sim/answer/201")]
    public async Task A_method_that_a_route_does_not_take_is_told_which_it_does(string method, string path, string meant)
    {
        var answer = (await CallAsync(method, path)).ShouldBe(405);

        Assert.That(answer["detail"], Is.EqualTo($"{method} is not allowed here; see the Allow header. Did you mean {meant}?"));
        Assert.That(answer.Header("Allow"), Does.Contain(meant.Split(' ')[0]));
    }

    [Test]
    public async Task Whatever_is_called_is_answered()
    {
        foreach (var path in (string[])[$"/_sim/{new string('x', 5000)}", $"/_sim{string.Concat(Enumerable.Repeat("/a", 500))}",
            "/_sim//", "/_sim/%2F", "/_sim/🏦"])
        {
            Assert.That(
                (await CallAsync("GET", path)).ShouldBe(404)["detail"], Does.Contain("Known below /_sim/ are answer"), path);
        }
    }

    [Test]
    public async Task A_sandbox_that_is_not_there_is_told_as_ever() =>
        (await CallAsync("GET", "/_sim/sandboxes/defalt/deliveries")).ShouldBe(404).ShouldSay("detail", "Sandbox not found.");

    private Task<Answer> CallAsync(string method, string path) => Sim.App.Anybody.SendAsync(new HttpMethod(method), path);
}
