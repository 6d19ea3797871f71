using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using NovComet.Testing;

namespace NovComet.AspNetCore.Tests.Hosting;

/// <summary>What a test wants of its web application besides <c>AddNovComet</c> and <c>MapNovComet</c>.</summary>
internal sealed record CometServerSetup
{
    /// <summary>Whether it listens on a real port of 127.0.0.1, with Kestrel; otherwise requests reach it in memory.</summary>
    public bool OnSocket { get; init; }

    public HttpProtocols Protocols { get; init; } = HttpProtocols.Http1;

    /// <summary>Settings besides the directory.</summary>
    public Action<NovCometOptions>? Options { get; init; }

    /// <summary>The configuration's values; by default it has none.</summary>
    public Dictionary<string, string?> Configuration { get; init; } = [];

    /// <summary>Services that come before NovComet's own, and so replace them.</summary>
    public Action<IServiceCollection>? Services { get; init; }

    /// <summary>What stands before the endpoints.</summary>
    public Action<WebApplication>? Middleware { get; init; }

    /// <summary>Conventions of the endpoint.</summary>
    public Action<IEndpointConventionBuilder>? Endpoint { get; init; }

    /// <summary>Where channels live; by default in files.</summary>
    public MemoryStore? Store { get; init; }

    public string Pattern { get; init; } = "/comet";

    /// <summary>A channel directory shared with another server, which its maker removes; by default one of its own.</summary>
    public TemporaryDirectory? Directory { get; init; }
}
