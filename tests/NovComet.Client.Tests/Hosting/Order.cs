namespace NovComet.Client.Tests.Hosting;

/// <summary>What an application publishes.</summary>
internal sealed record Order(int Id);
