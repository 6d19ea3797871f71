using Microsoft.AspNetCore.Builder;
using NovComet.Client;

namespace NovComet.Tests.Architecture;

/// <summary>Code looks only downwards: which folder may know which. A new arrow is a decision, and is made here.</summary>
[TestClass]
public sealed class LayerTests
{
    private const string Top = "";

    private static readonly Dictionary<string, string[]> s_core = new()
    {
        ["Channels"] = [],
        [Top] = ["Channels"],
        ["Storage"] = [Top, "Channels"],
        ["Watching"] = [Top, "Channels", "Storage"],
        ["Hub"] = [Top, "Channels", "Storage", "Watching"],
    };

    private static readonly Dictionary<string, string[]> s_aspNetCore = new()
    {
        ["BrowserClient"] = [],
        ["Authorization"] = [],
        ["Requests"] = [],
        ["Transports"] = ["Authorization", "Requests"],
        ["Endpoints"] = ["Authorization", "Requests", "Transports", "BrowserClient"],
        ["Registration"] = ["Authorization", "Endpoints", "Transports"],
    };

    private static readonly Dictionary<string, string[]> s_client = new()
    {
        [Top] = ["Http", "Publishing", "Subscribing"],
        ["Http"] = [Top],
        ["Publishing"] = [Top, "Http"],
        ["Subscribing"] = [Top, "Http"],
    };

    [TestMethod]
    public void Client_Folders_LookOnlyDownwards() => AssertLooksDownwards(typeof(CometClient), "NovComet.Client", s_client);

    [TestMethod]
    public void Client_OfTheCore_KnowsOnlyTheValues()
    {
        using var layers = new Layers(typeof(CometClient), "NovComet.Client");
        Assert.AreSequenceEqual(["", "Channels"], layers.FoldersKnownOf("NovComet").ToArray());
    }

    [TestMethod]
    public void Core_Folders_LookOnlyDownwards() => AssertLooksDownwards(typeof(IComet), "NovComet", s_core);

    [TestMethod]
    public void AspNetCore_Folders_LookOnlyDownwards() =>
        AssertLooksDownwards(typeof(NovCometEndpointRouteBuilderExtensions), "NovComet.AspNetCore", s_aspNetCore);

    [TestMethod]
    public void Core_References_HaveNothingOfAspNetCore()
    {
        using var layers = new Layers(typeof(IComet), "NovComet");
        Assert.IsNotEmpty(layers.References);
        Assert.IsEmpty(layers.References.Where(name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)));
    }

    private static void AssertLooksDownwards(Type marker, string root, Dictionary<string, string[]> allowed)
    {
        using var layers = new Layers(marker, root);
        Assert.AreSequenceEqual(
            allowed.Keys.Order(StringComparer.Ordinal).ToArray(), layers.Folders.ToArray(), "A folder came or went: say here whom it may know.");
        Assert.AreEqual("", string.Join('\n', layers.Breaches(allowed)));
    }
}
