using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using NovComet.Testing;

namespace NovComet.Tests.Hub;

/// <summary>Reads the meters of one host, from now on.</summary>
internal sealed class MeterReader : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Name, double Value)> _measurements = new();

    public MeterReader(CometFixture fixture)
    {
        IMeterFactory scope = fixture.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == scope) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Note(instrument, value));
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Note(instrument, value));
        _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Note(instrument, value));
        _listener.Start();
    }

    public int Count(string name) => Of(name).Count();

    public double Sum(string name) => Of(name).Sum();

    /// <summary>What a gauge shows now.</summary>
    public double Observe(string name)
    {
        _listener.RecordObservableInstruments();
        return Of(name).Last();
    }

    public void Dispose() => _listener.Dispose();

    private IEnumerable<double> Of(string name) =>
        _measurements.Where(measurement => measurement.Name == name).Select(measurement => measurement.Value);

    private void Note(Instrument instrument, double value) => _measurements.Enqueue((instrument.Name, value));
}
